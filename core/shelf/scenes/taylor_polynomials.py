"""Taylor polynomials

Polynomials that share more and more derivatives with a function at one point hug it ever more closely.

Keywords: taylor polynomial, taylor series, taylor expansion, taylor approximation, maclaurin series,
    maclaurin polynomial, maclaurin
Hints: polynomial, approximation, order, degree, term, expansion, center, derivative, series
Not about: swift, fourier, laurent, concert, tailor
Examples:
    Taylor series of cos x up to order 8
    Taylor polynomials of e^x
Parameters:
    FUNCTION: function of x, smooth at CENTER, said as the function #
    LABEL: TeX of FUNCTION
    CENTER: number from -10 to 10, named by around, about, at, center, centre, near, said as the center #
    COEFFICIENTS: Taylor coefficients of FUNCTION at CENTER, order 1 to 14, named by order, degree, terms,
        said as order #
"""

from manim import *

FUNCTION = lambda x: np.sin(x)  # the function
LABEL = r"\sin{\left(x \right)}"  # the function in TeX
CENTER = 0.0  # where the polynomials touch it
COEFFICIENTS = [0, 1, 0, -1 / 6, 0, 1 / 120, 0, -1 / 5040]  # of 1, (x - CENTER), (x - CENTER)², ...
COMPLEXITY = "standard"  # "simple", "standard" or "advanced"
DURATION = 20.0  # seconds

# The chalkboard: its colour, the chalk, one accent, and a colour for each role.
BOARD, CHALK, ACCENT, DIM = "#10161d", "#f2efe6", "#ffd166", "#6f7f8f"
SKY, LEAF, ROSE = "#6cb6ff", "#8bd49c", "#ff8a80"


def chalk(words, size=26, color=CHALK):
    """A line of text no wider than the board, shaped large and shrunk to space its letters evenly."""
    line = Text(words, font_size=2 * size, color=color).scale(0.5)
    for glyph in line:
        glyph.path_obj = None  # not needed any more, and slow to copy with every animation
    return line.scale_to_fit_width(13) if line.width > 13 else line


class TaylorPolynomials(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (14.5 + 4 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.add_terms(9 * beat)
        if detailed:
            self.write_polynomial(4 * beat)
        if advanced:
            self.measure_error(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("Taylor polynomials", 38, ACCENT).to_edge(UP, buff=0.35)
        self.left, self.right, heights = window()
        room = 0.35 * np.ptp(heights) or 1
        self.low, self.high = min(heights) - room, max(heights) + room
        self.axes, labels = ruled_axes(self.left, self.right, self.low, self.high, 12.4, 4.1)
        VGroup(self.axes, labels).move_to([0, -0.45, 0])
        x, y = self.axes.x_range, self.axes.y_range
        self.left, self.right, self.low, self.high = x[0], x[1], y[0], y[1]
        self.curve = self.inside(height, CHALK, 6)
        self.dot = Dot(self.axes.c2p(CENTER, height(CENTER)), radius=0.09, color=ACCENT).set_z_index(3)
        words = f"How can this function be built from powers of x, near x = {CENTER:g}?"
        show = [Write(title), FadeIn(self.axes, labels), Create(self.curve), FadeIn(self.dot)]
        if COMPLEXITY != "simple":
            tex = MathTex("f(x) = " + LABEL)
            tex.scale(min(0.85, 4.5 / tex.width)).move_to([-6.3, 2.55, 0], aligned_edge=LEFT)
            show.append(Write(tex))
        self.step(seconds, words, *show)

    def inside(self, graph, color, width):
        """The part of a graph around the center that stays within the axes."""
        ends = []
        for side in (self.left, self.right):
            end = CENTER
            for x in np.linspace(CENTER, side, 300):
                if not self.low <= graph(x) <= self.high:
                    break
                end = x
            ends.append(end)
        points = [self.axes.c2p(x, graph(x)) for x in np.linspace(*ends, 150)]
        return VMobject(color=color, stroke_width=width).set_points_as_corners(points)

    def orders(self):
        """At most five orders that change something, the last among them."""
        useful = [k for k, factor in enumerate(COEFFICIENTS) if factor and k] or [len(COEFFICIENTS) - 1]
        picks = np.linspace(0, len(useful) - 1, min(5, len(useful)))
        return [useful[round(pick)] for pick in picks]

    def add_terms(self, seconds):
        orders = self.orders()
        colors = color_gradient([ROSE, ACCENT, LEAF, SKY], max(2, len(orders)))
        old, name = None, None
        for order, color in zip(orders, colors, strict=False):
            graph = self.inside(lambda x, order=order: polynomial(x, order), color, 4)
            label = chalk(f"order {order}", 28, color).move_to([6.3, 2.5, 0], aligned_edge=RIGHT)
            words = (
                "The first order: a straight line with the same slope."
                if order == 1
                else (f"Order {order}: the polynomial bends along further from the center.")
            )
            show = [Create(graph), FadeIn(label)]
            if old:
                show += [old.animate.set_stroke(opacity=0.3, width=2.5), FadeOut(name)]
            self.step(seconds / len(orders), words, *show)
            old, name = graph, label
        self.graph = old

    def write_polynomial(self, seconds):
        tex = MathTex("P(x) = " + polynomial_tex(), color=SKY)
        tex.scale(min(0.75, 6.8 / tex.width)).move_to([0.75, 2.5, 0])
        words = "The factor of each power comes from a derivative at the center, divided by k!"
        if COMPLEXITY == "standard":
            words = "Each term makes one more derivative agree at the center."
        self.step(seconds, words, Write(tex))

    def measure_error(self, seconds):
        order = len(COEFFICIENTS) - 1
        x = CENTER + 0.5 * min(self.right - CENTER, CENTER - self.left)
        here, there = height(x), polynomial(x, order)
        spots = VGroup(
            DashedLine(self.axes.c2p(x, self.low), self.axes.c2p(x, self.high), color=DIM),
            Dot(self.axes.c2p(x, here), radius=0.07, color=ROSE),
        )
        words = f"At x = {x:.3g} the error is {abs(here - there):.1e}; the next term tells its size."
        self.step(seconds, words, Create(spots))

    def conclude(self, seconds):
        words = "Near the center a few powers are enough; every new term widens the reach."
        if COMPLEXITY == "simple":
            words = "A few simple powers can imitate a complicated curve."
        show = ShowPassingFlash(self.graph.copy().set_stroke(ACCENT, 8), time_width=0.5)
        self.step(seconds, words, show, Indicate(self.dot, color=ACCENT, scale_factor=1.8))

    def step(self, seconds, words, *animations):
        """Put words at the foot of the board while the animations play, then leave time to read."""
        moving = min(0.6 * seconds, 2 + 0.2 * seconds) if animations else min(0.6 * seconds, 0.6)
        caption = chalk(words).to_edge(DOWN, buff=0.4).set_z_index(9)
        changes = [FadeIn(caption, run_time=min(0.6, moving), rate_func=squish_rate_func(smooth, 0.4, 1))]
        if self.caption:
            changes.append(FadeOut(self.caption, run_time=min(0.25, moving)))
        if animations:
            changes.append(AnimationGroup(*animations, run_time=moving))
        self.play(*changes)
        self.wait(seconds - moving)
        self.caption = caption


def height(x):
    """The function's value, or nan where it has none."""
    with np.errstate(all="ignore"):
        return FUNCTION(np.float64(x))


def polynomial(x, order):
    return sum(factor * (x - CENTER) ** k for k, factor in enumerate(COEFFICIENTS[: order + 1]))


def polynomial_tex():
    """The first terms of the last polynomial, and dots when there are more."""
    base = "x" if CENTER == 0 else rf"(x {-CENTER:+g})"
    terms = [(k, factor) for k, factor in enumerate(COEFFICIENTS) if abs(factor) > 1e-12]
    tex = ""
    for k, factor in terms[:4]:
        power = "" if k == 0 else base if k == 1 else f"{base}^{{{k}}}"
        size = f"{abs(factor):.3g}"
        if k > 1 and abs(1 / factor) < 1e7 and abs(1 / factor - round(1 / factor)) < 1e-6 * abs(1 / factor):
            size = rf"\tfrac{{1}}{{{abs(round(1 / factor))}}}"
        if "e" in size:
            size = rf"{size.split('e')[0]}\cdot 10^{{{int(size.split('e')[1])}}}"
        size = "" if abs(factor) == 1 and k else size
        tex += (" - " if factor < 0 else " + " if tex else "") + size + power
    return (tex or "0") + (r" + \dots" if len(terms) > 4 else "")


def window():
    """A stretch around the center where the function exists and stays moderate, and its heights there."""
    for reach in (6, 4, 3, 2, 1.5, 1, 0.8, 0.5, 0.25, 0.1, 0.05):
        heights = [height(x) for x in np.linspace(CENTER - reach, CENTER + reach, 121)]
        if np.all(np.isfinite(heights)) and np.ptp(heights) <= 20 * max(1, abs(height(CENTER))):
            return CENTER - reach, CENTER + reach, heights
    raise ValueError("The function has no smooth stretch around the center. Choose another center.")


def round_step(span):
    """A step of 1, 2 or 5 times a power of ten that divides the span into about eight."""
    power = 10 ** np.floor(np.log10(span / 8))
    return next(power * digit for digit in (1, 2, 5, 10) if span <= 8.01 * power * digit)


def ruled_axes(left, right, low, high, width, height):
    """Axes with round tick values over at least this range, and their labels."""
    across, up = round_step(right - left), round_step(high - low)
    axes = Axes(
        x_range=[across * np.floor(left / across + 1e-6), across * np.ceil(right / across - 1e-6), across],
        y_range=[up * np.floor(low / up + 1e-6), up * np.ceil(high / up - 1e-6), up],
        x_length=width,
        y_length=height,
        tips=False,
        axis_config={"color": DIM, "stroke_width": 2},
    )
    labels = VGroup()
    for axis, side in ((axes.x_axis, DOWN), (axes.y_axis, LEFT)):
        for value in axis.get_tick_range():
            if abs(value) > 1e-9:
                labels.add(chalk(f"{value:g}", 15, DIM).next_to(axis.n2p(value), side, buff=0.12))
    return axes, labels
