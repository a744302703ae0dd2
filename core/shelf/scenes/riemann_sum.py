"""Riemann sums

Thin rectangles under a curve add up to an area; the thinner they are, the closer they come to the integral.

Keywords: riemann sum, riemann rectangles, area under a curve, area under the curve, area under the graph,
    definite integral, integral, integration, area under
Hints: rectangle, area, curve, sum, approximation, estimate, limit, refine, strips, bars, left, right,
    midpoint, positive
Not about: hypothesis, zeta, surface, parts, line, circle, contour, double, triple, curvature, rain,
    tests, system
Examples:
    Riemann sum of x^2 from 0 to 3 with 12 rectangles
    area under sin(x) from 0 to pi
Parameters:
    FUNCTION: function of x, defined from START to END, said as the function #
    LABEL: TeX of FUNCTION
    START, END: interval from -50 to 50, said as the interval from #
    RECTANGLES: count from 1 to 100, named by rectangles, bars, strips, slices, columns, subintervals, n,
        said as # rectangles
"""

from manim import *

FUNCTION = lambda x: x**2  # the curve
LABEL = "x^{2}"  # the curve in TeX
START, END = 0.0, 3.0  # the interval
RECTANGLES = 12  # how many in the end
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


class RiemannSum(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (13 + 3 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.first_rectangles(3 * beat)
        self.refine(4 * beat)
        if detailed:
            self.write_sum(3 * beat)
        if advanced:
            self.compare_rules(4 * beat)
        self.conclude(4 * beat)

    def introduce(self, seconds):
        title = chalk("Riemann sums", 38, ACCENT).to_edge(UP, buff=0.35)
        heights = [height(x) for x in np.linspace(START, END, 201)]
        low, high = min(0, *heights), max(0, *heights)
        room = 0.08 * (high - low) or 1
        self.axes, labels = ruled_axes(START, END, low - (room if low < 0 else 0), high + room, 7.8, 4.9)
        VGroup(self.axes, labels).move_to([-2.4, 0.05, 0])
        self.curve = self.axes.plot(height, x_range=[START, END], color=CHALK, stroke_width=4).set_z_index(2)
        words = f"How large is the area under this curve from {START:.4g} to {END:.4g}?"
        formula = []
        if COMPLEXITY != "simple":
            tex = MathTex("f(x) = " + LABEL)
            formula = [Write(tex.scale(min(0.9, 4.2 / tex.width)).move_to([4.45, 2.2, 0]))]
        self.step(seconds, words, Write(title), FadeIn(self.axes, labels), Create(self.curve), *formula)

    def rectangles(self, count, place=0.0):
        """That many rectangles, as high as the curve at this place of their base: 0 left, 1 right."""
        width = (END - START) / count
        drawn = VGroup()
        for left in START + width * np.arange(count):
            top = height(left + place * width)
            corners = [(left, 0), (left + width, 0), (left + width, top), (left, top)]
            color = SKY if top >= 0 else ROSE
            bar = Polygon(*(self.axes.c2p(*corner) for corner in corners), color=color)
            drawn.add(bar.set_fill(color, 0.45).set_stroke(color, max(0.6, 2.5 - count / 40)))
        return drawn

    def report(self, count, color=SKY):
        rows = VGroup(
            chalk(f"{count} rectangle{'s' * (count != 1)}", 26),
            chalk(f"sum  = {tidy(total(count))}", 32, color),
        )
        rows.arrange(DOWN, aligned_edge=LEFT, buff=0.25)
        return rows.scale(min(1, 4 / rows.width)).move_to([2.75, 1.0, 0], aligned_edge=LEFT)

    def first_rectangles(self, seconds):
        count = min(4, RECTANGLES)
        self.bars, self.panel = self.rectangles(count), self.report(count)
        words = "Cut it into strips, and put a rectangle into each. Rectangles are easy."
        grow = LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in self.bars), lag_ratio=0.3)
        self.step(seconds, words, grow, FadeIn(self.panel))

    def refine(self, seconds):
        """Halve the strips' width on the way to the number that is asked for."""
        stages = [*[count for count in (4, 8, 16, 32, 64) if 4 < count < RECTANGLES][-2:], RECTANGLES]
        for count in stages:
            bars, panel = self.rectangles(count), self.report(count)
            words = "Thinner rectangles leave smaller gaps."
            if count == RECTANGLES:
                words = f"With {count} rectangle{'s' * (count != 1)} the sum is {tidy(total(count))}."
            change = [FadeOut(self.bars), FadeIn(bars), FadeOut(self.panel), FadeIn(panel)]
            self.step(seconds / len(stages), words, *change)
            self.bars, self.panel = bars, panel

    def write_sum(self, seconds):
        formula = MathTex(r"\sum_{i=0}^{n-1} f(x_i)\,\Delta x,\quad \Delta x = \frac{b-a}{n}")
        formula.scale_to_fit_width(4.5).move_to([4.55, -0.3, 0])
        width = (END - START) / RECTANGLES
        words = f"Each one is f(x) high and Δx = {tidy(width)} wide; the sum adds them all."
        self.step(seconds, words, Write(formula))

    def compare_rules(self, seconds):
        """The same strips with heights from the middle and from the right."""
        middle, right = self.rectangles(RECTANGLES, 0.5), self.rectangles(RECTANGLES, 1.0)
        values = [total(RECTANGLES, place) for place in (0, 0.5, 1)]
        names = zip(("left", "middle", "right"), values, strict=True)
        table = VGroup(*(chalk(f"{name} {tidy(value)}", 19, DIM) for name, value in names))
        table.arrange(RIGHT, buff=0.3)
        table.scale(min(1, 4.5 / table.width)).move_to([4.55, -1.3, 0])
        words = "Heights taken in the middle of each strip miss far less than at its edges."
        self.step(0.5 * seconds, words, FadeOut(self.bars), FadeIn(right), FadeIn(table))
        self.step(0.5 * seconds, words, FadeOut(right), FadeIn(middle))
        self.bars = middle

    def conclude(self, seconds):
        area = self.axes.get_area(self.curve, x_range=(START, END), color=LEAF, opacity=0.5)
        exact = tidy(total(20000, 0.5))
        if COMPLEXITY == "simple":
            result = chalk(f"area  = {exact}", 34, LEAF)
        else:
            bounds = rf"_{{{START:.4g}}}^{{{END:.4g}}}"
            result = MathTex(rf"\int{bounds} f(x)\,dx \approx {exact}", color=LEAF)
        result.scale(min(0.95, 4.4 / result.width)).move_to([4.55, -2.2, 0])
        words = "With ever more rectangles the sum reaches the area itself: the integral."
        self.step(seconds, words, FadeOut(self.bars), FadeIn(area), Write(result))

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


def total(count, place=0.0):
    """The sum of that many rectangles; downwards ones count as negative."""
    width = (END - START) / count
    return width * sum(height(START + width * (strip + place)) for strip in range(count))


def tidy(value):
    """Four significant digits, and never a minus before zero."""
    return f"{round(float(value), 6) + 0:.4g}" if abs(value) < 1e4 else f"{value:.0f}"


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
