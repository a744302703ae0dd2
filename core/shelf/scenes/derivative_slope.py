"""The derivative as a slope

A line through two points of a curve becomes the tangent when the points meet; its slope is the derivative.

Keywords: derivative, slope, tangent line, slope of a curve, slope of a function, secant line,
    differentiation, difference quotient, instantaneous rate of change
Hints: slope, tangent, curve, limit, rate, change, parabola, secant, tracker, d/dx
Not about: work, financial, market, partial, copyright, integral, securities, option, chain, product,
    rule, drug, backpropagation, circle, surface, word,
    second derivative, third derivative, higher
Examples:
    derivative of sin(x) at 1
    show the derivative of x^2 as a slope
Parameters:
    FUNCTION: function of x, smooth at POINT, said as the function #
    LABEL: TeX of FUNCTION
    SLOPE_LABEL: TeX of the derivative of FUNCTION
    POINT: number from -20 to 20, named by at, point, x, said as the point x = #
"""

from manim import *

FUNCTION = lambda x: x**2  # the curve
LABEL = "x^{2}"  # the curve in TeX
SLOPE_LABEL = "2 x"  # its derivative in TeX
POINT = 1.0  # where the slope is wanted
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


class DerivativeSlope(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (16 + 4 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.mark_point(3 * beat)
        self.draw_secant(3 * beat)
        self.approach(5 * beat)
        if detailed:
            self.write_limit(4 * beat)
        if advanced:
            self.write_derivative(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("The derivative is a slope", 38, ACCENT).to_edge(UP, buff=0.35)
        self.left, self.right, heights = window()
        self.low, self.high = padded(heights)
        self.axes, labels = ruled_axes(self.left, self.right, self.low, self.high, 7.6, 4.9)
        VGroup(self.axes, labels).move_to([-2.5, 0.05, 0])
        self.curve = self.axes.plot(height, x_range=[self.left, self.right], color=SKY, stroke_width=4)
        self.step(
            seconds,
            "How steep is a curve at one single point?",
            Write(title),
            FadeIn(self.axes, labels),
            Create(self.curve),
        )

    def at(self, x):
        return self.axes.c2p(x, height(x))

    def mark_point(self, seconds):
        self.dot = Dot(self.at(POINT), radius=0.09, color=ACCENT).set_z_index(2)
        # From here the second point comes closer.
        self.gap = ValueTracker(0.75 * (self.right - POINT))
        self.second = always_redraw(
            lambda: Dot(self.at(POINT + self.gap.get_value()), radius=0.09, color=ROSE)
        )
        formula = VGroup()
        if COMPLEXITY != "simple":
            formula = MathTex("f(x) = " + LABEL, color=SKY)
            formula.scale(min(0.9, 4.2 / formula.width)).move_to([4.45, 2.2, 0])
        words = f"Take the point at x = {POINT:g}, and a second point beside it."
        self.step(
            seconds, words, FadeIn(self.dot, scale=2), FadeIn(self.second, scale=2), *map(Write, formula)
        )

    def draw_secant(self, seconds):
        self.secant = always_redraw(lambda: self.line(self.slope(), ROSE))
        self.panel = self.numbers()
        words = "The line through both has a slope that is easy to measure."
        self.step(seconds, words, Create(self.secant), FadeIn(self.panel))

    def slope(self):
        gap = self.gap.get_value()
        return (height(POINT + gap) - height(POINT)) / gap

    def line(self, slope, color):
        """The line with this slope through the point, as far as the board's axes reach."""
        reach = []
        for side, room in ((-1, POINT - self.left), (1, self.right - POINT)):
            rise = side * slope
            wall = self.high if rise > 0 else self.low
            reach.append(min(room, (wall - height(POINT)) / rise) if abs(rise) > 1e-9 else room)
        ends = [(POINT - reach[0], -reach[0]), (POINT + reach[1], reach[1])]
        points = [self.axes.c2p(x, height(POINT) + slope * run) for x, run in ends]
        return Line(*points, color=color, stroke_width=4)

    def numbers(self):
        """The distance and the slope; their digits change in place, for shaping text takes long."""
        names = VGroup(chalk("distance  h =", 26), chalk("slope  =", 30, ROSE))
        names.arrange(DOWN, aligned_edge=LEFT, buff=0.3).move_to([2.75, 1.0, 0], aligned_edge=LEFT)
        places = int(max(3, 3 - np.floor(np.log10(self.right - self.left))))
        rows = VGroup()
        for name, size, value in ((names[0], 26, self.gap.get_value), (names[1], 30, self.slope)):
            color = name[0].get_color()
            digits = DecimalNumber(
                value(),
                num_decimal_places=places,
                font_size=size,
                color=color,
                mob_class=lambda sign, size=size, color=color, **_: chalk(sign, size, color),
            )
            digits.next_to(name, RIGHT, buff=0.25)
            digits.add_updater(lambda mobject, value=value: show_value(mobject, value()))
            rows.add(name, digits)
        return rows

    def approach(self, seconds):
        closer = self.gap.animate.set_value(0.004 * (self.right - self.left))
        self.step(seconds, "Now let the second point come closer and closer.", closer)

    def write_limit(self, seconds):
        limit = MathTex(r"f'(x) = \lim_{h \to 0} \frac{f(x+h) - f(x)}{h}").scale_to_fit_width(4.4)
        self.limit = limit.move_to([4.5, -0.5, 0])
        self.step(seconds, "The slope that it settles at is called the derivative.", Write(limit))

    def write_derivative(self, seconds):
        formula = MathTex("f'(x) = " + SLOPE_LABEL, color=LEAF)
        formula.scale(min(0.9, 4.4 / formula.width)).move_to([4.5, -1.7, 0])
        words = "The same limit at every x gives a new function: the slope everywhere."
        self.step(seconds, words, Write(formula))

    def conclude(self, seconds):
        slope = exact_slope()
        tangent = self.line(slope, LEAF).set_stroke(width=5)
        result = chalk(f"slope at {POINT:g}  =  {tidy(slope)}", 30, LEAF)
        result.scale(min(1, 4.4 / result.width)).move_to([4.5, -2.4, 0])
        words = "Where the two points meet, the line only touches the curve: the tangent."
        self.step(seconds, words, FadeOut(self.secant, self.second), Create(tangent), FadeIn(result))

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


def show_value(number, value):
    """Change the digits where they have changed."""
    if f"{value:.{number.num_decimal_places}f}" != f"{number.number:.{number.num_decimal_places}f}":
        number.set_value(value)


def exact_slope():
    nudge = 1e-5 * max(1, abs(POINT))
    return (height(POINT + nudge) - height(POINT - nudge)) / (2 * nudge)


def window():
    """The widest stretch around the point where the curve is drawn well, and its heights there."""
    for reach in (2.5, 2, 1.5, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01):
        heights = [height(x) for x in np.linspace(POINT - reach, POINT + reach, 101)]
        if np.all(np.isfinite(heights)) and np.ptp(heights) <= 14 * max(1, abs(exact_slope())):
            return POINT - reach, POINT + reach, heights
    raise ValueError("The function has no smooth stretch around the point. Choose another point.")


def padded(heights):
    """The lowest and the highest height with some room below and above."""
    low, high = min(heights), max(heights)
    room = 0.12 * (high - low) if high - low > 1e-9 else 1
    return low - room, high + room


def tidy(value):
    """Three significant decimals, and never a minus before zero."""
    return f"{round(float(value), 3) + 0:g}"


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
