"""Why the area under x² is a third

Strips under the parabola, counted exactly, fill one third of the box around it.

Keywords: area under x^2, area under parabola, area under the parabola, area of a parabola, integral of
    x^2, quadrature of the parabola
Hints: third, 1/3, one, parabola, area, under, box, strips, why, x^2, curve, integral
Not about: rectangles, riemann, focus, roots
Examples:
    why is the area under x² a third?
    area under the parabola from 0 to 2
Parameters:
    SIDE: upper end of an interval from 0, 0.1 to 50, said as the interval from 0 to #
    STRIPS: count from 2 to 60, named by strips, slices, rectangles, bars, n, said as # strips
"""

from manim import *

SIDE = 1.0  # the curve is looked at from 0 to here
STRIPS = 20  # how many in the end
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


BOX = 4.6  # the box is drawn this wide and high, whatever its side


class AreaUnderParabola(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (13 + 4 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.box_it(3 * beat)
        self.count_strips(5 * beat)
        if detailed:
            self.write_sum(4 * beat)
        if advanced:
            self.let_grow(4 * beat)
        self.conclude(3 * beat)

    def place(self, x, y):
        """A point of the unit box on the board."""
        return np.array([-6.0 + BOX * x, -2.45 + BOX * y, 0])

    def introduce(self, seconds):
        title = chalk("Why the area under x² is a third", 38, ACCENT).to_edge(UP, buff=0.35)
        axes = VGroup(
            Line(self.place(-0.04, 0), self.place(1.1, 0), color=DIM),
            Line(self.place(0, -0.04), self.place(0, 1.08), color=DIM),
        )
        points = [self.place(x, x * x) for x in np.linspace(0, 1, 41)]
        self.curve = VMobject(color=CHALK, stroke_width=4).set_points_smoothly(points).set_z_index(2)
        self.ends = VGroup(
            chalk(f"{SIDE:g}", 20, DIM).next_to(self.place(1, 0), DOWN, buff=0.12),
            chalk(f"{SIDE**2:.5g}", 20, DIM).next_to(self.place(0, 1), LEFT, buff=0.12),
        )
        words = f"The curve y = x² from 0 to {SIDE:g}. How much lies below it?"
        self.step(seconds, words, Write(title), Create(axes), Create(self.curve), FadeIn(self.ends))

    def box_it(self, seconds):
        box = Polygon(*(self.place(*corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))), color=DIM)
        below = [self.place(0, 0), *(self.place(x, x * x) for x in np.linspace(0, 1, 41)), self.place(1, 0)]
        self.below = Polygon(*below, stroke_width=0).set_fill(ACCENT, 0.55)
        words = "Put a box around it: more than a quarter, less than a half. How much exactly?"
        self.step(seconds, words, Create(box), FadeIn(self.below))

    def strips(self, count):
        bars = VGroup()
        for k in range(1, count + 1):
            left, right, top = (k - 1) / count, k / count, (k / count) ** 2
            corners = ((left, 0), (right, 0), (right, top), (left, top))
            bar = Polygon(*(self.place(*corner) for corner in corners), color=SKY)
            bars.add(bar.set_fill(SKY, 0.45).set_stroke(SKY, max(0.8, 2.5 - count / 25)))
        return bars

    def share(self, count):
        return (count + 1) * (2 * count + 1) / (6 * count**2)

    def count_strips(self, seconds):
        """More and more strips; a row of the table for each number."""
        counts = sorted({4, max(5, STRIPS // 2), max(6, STRIPS)}) if STRIPS > 4 else [2, max(3, STRIPS)]
        head = VGroup(chalk("strips", 22, DIM), chalk("share of the box", 22, DIM))
        self.table = VGroup(head)
        self.rows = {0: head}
        bars = VGroup()
        for row, count in enumerate(counts):
            new = self.strips(count)
            line = VGroup(chalk(str(count), 28, SKY), chalk(f"{self.share(count):.4f}", 28))
            for k, pair in enumerate((head, line)):
                y = 2.3 - 0.55 * (row + 1) * k
                pair[0].move_to([1.2, y, 0])
                pair[1].move_to([3.7, y, 0])
            show = [FadeIn(line)] + ([FadeIn(head), FadeOut(self.below)] if row == 0 else [FadeOut(bars)])
            words = "Cover it with strips, each as high as the curve at its right edge."
            if row:
                words = "Thinner strips fit better: their share of the box sinks towards a third."
            grow = LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in new), lag_ratio=0.1)
            self.step(seconds / len(counts), words, grow, *show)
            bars = new
        self.bars = bars

    def write_sum(self, seconds):
        lines = VGroup(
            MathTex(r"\frac{1^2 + 2^2 + \dots + n^2}{n^3}", r"= \frac{(n+1)(2n+1)}{6n^2}"),
        )
        self.formula = lines.scale_to_fit_width(5.2).move_to([3.4, -0.25, 0])
        words = "Strip k has the height (k/n)²; the squares from 1 to n² have a known sum."
        self.step(seconds, words, Write(lines))

    def let_grow(self, seconds):
        limit = MathTex(r"= \frac{1}{3} + \frac{1}{2n} + \frac{1}{6n^2} \;\longrightarrow\; \frac{1}{3}")
        limit.scale_to_fit_width(4).move_to([3.4, -1.2, 0])
        words = "Multiplied out: what is more than a third shrinks as n grows."
        self.step(seconds, words, Write(limit))

    def conclude(self, seconds):
        area = f"{SIDE**3 / 3:.5g}"
        if COMPLEXITY == "simple":
            result = chalk(f"area = one third of the box = {area}", 28, ACCENT)
            result.scale(min(1, 6 / result.width)).move_to([3.4, -1.2, 0])
        else:
            top = f"{SIDE:g}"
            value = r"\tfrac{1}{3}" if SIDE == 1 else rf"\tfrac{{1}}{{3}}\cdot {top}^3 = {area}"
            result = MathTex(rf"\int_0^{{{top}}} x^2\,dx = {value}", color=ACCENT)
            result.scale(min(0.9, 5 / result.width)).move_to([3.4, -2.25, 0])
        words = "The parabola leaves exactly one third of its box below it."
        self.step(seconds, words, FadeOut(self.bars), FadeIn(self.below), Write(result))

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
