"""Roots of a quadratic

The solutions of a quadratic equation are the places where its parabola crosses the axis.

Keywords: solve x^2, roots of x^2, solve x^2 + 1, roots of x^2 + 1, quadratic formula, quadratic equation,
    quadratic function, quadratic, roots of a parabola, discriminant, completing the square,
    zeros of a parabola
Hints: root, zero, solution, solve, solving, parabola, vertex, crossing, x^2, equation, formula, square,
    term
Not about: voting, regression, form, residue, sieve, programming, cubic
Examples:
    solve the quadratic equation x^2 - 5x + 6 = 0
    quadratic formula for 2x^2 + 3x - 2
Parameters:
    A, B, C: coefficients of a quadratic from -100 to 100, said as the equation # = 0
"""

from manim import *

A, B, C = 1.0, -2.0, -3.0  # of A x² + B x + C
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


class QuadraticRoots(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.discriminant = B * B - 4 * A * C
        self.middle = -B / (2 * A)
        self.lowest = C - B * B / (4 * A)
        reach = np.sqrt(max(0, self.discriminant)) / (2 * abs(A))
        self.roots = sorted({self.middle - reach, self.middle + reach}) if self.discriminant >= 0 else []
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (12.5 + 4 * detailed + 5 * advanced)  # all the beats below
        self.introduce(3 * beat)
        self.find_vertex(3 * beat)
        self.mark_roots(3.5 * beat)
        if detailed:
            self.write_formula(4 * beat)
        if advanced:
            self.complete_square(5 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("Roots of a quadratic", 38, ACCENT).to_edge(UP, buff=0.35)
        away = max(
            1.9 * (self.roots[-1] - self.middle) if self.roots else 0,
            1.2 * np.sqrt(abs(self.lowest / A)),
            0.5,
        )
        left, right = self.middle - away, self.middle + away
        ends = [height(left), self.lowest, 0]
        room = 0.12 * (max(ends) - min(ends))
        self.axes, labels = ruled_axes(left, right, min(ends) - room, max(ends) + room, 6.8, 4.8)
        VGroup(self.axes, labels).move_to([-2.9, 0.05, 0])
        curve = self.axes.plot(height, x_range=[left, right], color=SKY, stroke_width=4)
        tex = MathTex(quadratic_tex() + " = 0", color=SKY)
        self.equation = tex.scale(min(0.9, 5 / tex.width)).move_to([3.9, 2.3, 0])
        words = "For which x is this zero? Draw its parabola."
        self.step(
            seconds, words, Write(title), FadeIn(self.axes, labels), Create(curve), Write(self.equation)
        )

    def find_vertex(self, seconds):
        tip = self.axes.c2p(self.middle, self.lowest)
        tall = self.axes.y_range
        line = DashedLine(self.axes.c2p(self.middle, tall[0]), self.axes.c2p(self.middle, tall[1]), color=DIM)
        self.vertex = Dot(tip, radius=0.09, color=ACCENT)
        words = f"It is symmetric about x = {tidy(self.middle)}: its vertex lies there."
        self.step(seconds, words, Create(line), FadeIn(self.vertex, scale=2))

    def mark_roots(self, seconds):
        self.dots = VGroup(
            *(Dot(self.axes.c2p(x, 0), radius=0.1, color=LEAF) for x in self.roots)
        ).set_z_index(2)
        if not self.roots:
            words = "It never reaches the axis: there is no real solution."
            self.step(seconds, words, Indicate(self.vertex, color=ROSE, scale_factor=2))
            return
        names = " and ".join(f"x = {tidy(x)}" for x in self.roots)
        words = f"It crosses the axis at {names}, equally far to both sides."
        if len(self.roots) == 1:
            words = f"It only touches the axis: one solution, {names}."
        result = chalk(names, 28, LEAF)
        result.scale(min(1, 5 / result.width)).move_to([3.9, 1.5, 0])
        self.step(seconds, words, FadeIn(self.dots, scale=2), FadeIn(result))

    def write_formula(self, seconds):
        formula = MathTex(r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}").scale(0.85).move_to([3.9, 0.45, 0])
        sign = (
            MathTex(rf"b^2 - 4ac = {tidy(self.discriminant)}", color=ACCENT)
            .scale(0.75)
            .move_to([3.9, -0.55, 0])
        )
        kind = {1: "positive: two solutions", 0: "zero: one solution", -1: "negative: no real solution"}
        words = f"What is under the root is {kind[int(np.sign(self.discriminant))]}."
        self.step(seconds, words, Write(formula), Write(sign))

    def complete_square(self, seconds):
        lines = VGroup(
            MathTex(r"a\left(x + \tfrac{b}{2a}\right)^2 = \frac{b^2 - 4ac}{4a}"),
            MathTex(rf"{factor(A)}(x {-self.middle:+.4g})^2 = {tidy(-self.lowest)}", color=LEAF),
        ).arrange(DOWN, buff=0.2)
        lines.scale(min(0.65, 5 / lines.width)).move_to([3.9, -1.7, 0])
        words = "Where it comes from: complete the square, then take the root."
        self.step(seconds, words, Write(lines))

    def conclude(self, seconds):
        words = "The formula finds the symmetric pair: the middle, plus and minus the reach."
        if COMPLEXITY == "simple":
            words = "To solve the equation is to find where the parabola meets the axis."
        self.step(
            seconds, words, Indicate(self.dots if self.roots else self.vertex, color=LEAF, scale_factor=1.6)
        )

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
    return A * x * x + B * x + C


def tidy(value):
    return f"{round(float(value), 3) + 0:.6g}"


def factor(value):
    return {1: "", -1: "-"}.get(value, f"{value:g}")


def quadratic_tex():
    tex = factor(A) + "x^2"
    if B:
        tex += f" {'+' if B > 0 else '-'} {factor(abs(B))}x"
    return tex + (f" {C:+g}" if C else "")


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
