"""Adding vectors

Put the tail of the second vector at the tip of the first: the way from start to end is the sum.

Keywords: vector addition, add vectors, adding vectors, add two vectors, sum of vectors, sum of two
    vectors, vector sum, parallelogram rule, parallelogram law, vectors
Hints: vector, tip, tail, component, arrow, resultant, plane, two, head, method, add, sum, direction, length
Not about: graphics, dot, cross, product, database, embedding, projection, field, disease, eigenvectors,
    support
Examples:
    add vectors (2,1) and (1,3)
    sum of the vectors (4, -1) and (-2, 3)
Parameters:
    FIRST, SECOND: two vectors from -100 to 100, said as vectors #
"""

from manim import *

FIRST = (2.0, 1.0)  # right, up
SECOND = (1.0, 3.0)  # right, up
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


class VectorAddition(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.sum = (FIRST[0] + SECOND[0], FIRST[1] + SECOND[1])
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (14.5 + 7 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.draw_both(3 * beat)
        self.tip_to_tail(3 * beat)
        self.draw_sum(3 * beat)
        if detailed:
            self.add_components(4 * beat)
            self.complete_parallelogram(3 * beat)
        if advanced:
            self.measure(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("Adding vectors", 38, ACCENT).to_edge(UP, buff=0.35)
        corners = np.array([(0, 0), FIRST, SECOND, self.sum])
        self.low, high = corners.min(axis=0), corners.max(axis=0)
        self.unit = min(6.6 / max(high[0] - self.low[0], 1e-9), 4.2 / max(high[1] - self.low[1], 1e-9))
        self.shift = np.array([-2.6, -0.05, 0]) - self.unit * np.array([*(self.low + high) / 2, 0])
        lines = self.grid()
        words = "Two steps, one after the other: where do they lead?"
        self.step(
            seconds,
            words,
            Write(title),
            Create(lines, lag_ratio=0.02),
            FadeIn(Dot(self.at(0, 0), color=CHALK)),
        )

    def at(self, x, y):
        return self.shift + self.unit * np.array([x, y, 0])

    def grid(self):
        """Lines at round distances over the left of the board, the two axes brighter."""
        power = 10 ** np.floor(np.log10(0.5 / self.unit))
        gap = next(power * digit for digit in (1, 2, 5, 10) if power * digit * self.unit >= 0.5)
        lines = VGroup()
        for axis, (low, high), other in ((0, (-6.6, 1.4), (-2.65, 2.65)), (1, (-2.65, 2.65), (-6.6, 1.4))):
            first = np.ceil((low - self.shift[axis]) / self.unit / gap)
            last = np.floor((high - self.shift[axis]) / self.unit / gap)
            for count in np.arange(first, last + 1):
                where = self.shift[axis] + self.unit * gap * count
                ends = (
                    [(where, other[0], 0), (where, other[1], 0)]
                    if axis == 0
                    else [(other[0], where, 0), (other[1], where, 0)]
                )
                style = {
                    "color": DIM,
                    "stroke_width": 2.5 if count == 0 else 1,
                    "stroke_opacity": 1 if count == 0 else 0.35,
                }
                lines.add(Line(*ends, **style))
        return lines

    def arrow(self, start, end, color, width=6):
        begin, tip = self.at(*start), self.at(*end)
        if np.linalg.norm(tip - begin) < 0.02:
            return Dot(tip, color=color)
        return Arrow(begin, tip, buff=0, color=color, stroke_width=width, max_tip_length_to_length_ratio=0.15)

    def draw_both(self, seconds):
        self.first = self.arrow((0, 0), FIRST, SKY)
        self.second = self.arrow((0, 0), SECOND, LEAF)
        rows = [("a", FIRST, SKY), ("b", SECOND, LEAF)]
        self.rows = VGroup(*(self.row(name, vector, color) for name, vector, color in rows))
        for place, row in enumerate(self.rows):
            row.move_to([2.4, 1.9 - 0.65 * place, 0], aligned_edge=LEFT)
        words = "The arrows a and b both start at the origin."
        self.step(
            seconds,
            words,
            GrowFromPoint(self.first, self.at(0, 0)),
            GrowFromPoint(self.second, self.at(0, 0)),
            FadeIn(self.rows),
        )

    def row(self, name, vector, color):
        row = chalk(f"{name} = ({vector[0]:g}, {vector[1]:g})", 30, color)
        return row.scale(min(1, 4.3 / row.width))

    def tip_to_tail(self, seconds):
        self.moved = self.arrow(FIRST, self.sum, LEAF)
        faded = self.second.animate.set_opacity(0.3)
        words = "Slide b along until its tail sits on the tip of a."
        self.step(seconds, words, TransformFromCopy(self.second, self.moved), faded)

    def draw_sum(self, seconds):
        self.total = self.arrow((0, 0), self.sum, ACCENT, 7)
        row = self.row("a + b", self.sum, ACCENT) if COMPLEXITY != "simple" else chalk("a + b", 30, ACCENT)
        self.result = row.move_to([2.4, 0.5, 0], aligned_edge=LEFT)
        words = "First a, then b: the straight way from start to end is a + b."
        self.step(seconds, words, GrowFromPoint(self.total, self.at(0, 0)), FadeIn(row))

    def add_components(self, seconds):
        rows = VGroup(
            chalk(f"across:  {plus(FIRST[0], SECOND[0])} = {self.sum[0]:g}", 25),
            chalk(f"up:  {plus(FIRST[1], SECOND[1])} = {self.sum[1]:g}", 25),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.2)
        rows.scale(min(1, 4.3 / rows.width)).move_to([2.4, -0.5, 0], aligned_edge=LEFT)
        corner = (self.sum[0], 0)
        legs = VGroup(
            DashedLine(self.at(0, 0), self.at(*corner), color=CHALK, stroke_width=2),
            DashedLine(self.at(*corner), self.at(*self.sum), color=CHALK, stroke_width=2),
        )
        self.legs = legs
        self.step(seconds, "In numbers: the steps across add up, and so do the steps up.", FadeIn(rows, legs))

    def complete_parallelogram(self, seconds):
        other = self.arrow(SECOND, self.sum, SKY).set_opacity(0.6)
        area = Polygon(*(self.at(*p) for p in ((0, 0), FIRST, self.sum, SECOND)), stroke_width=0)
        words = "First b, then a leads to the same point: the order does not matter."
        show = [FadeOut(self.legs), self.second.animate.set_opacity(0.6), FadeIn(area.set_fill(CHALK, 0.08))]
        self.step(seconds, words, *show, TransformFromCopy(self.first, other))

    def measure(self, seconds):
        length = np.hypot(*self.sum)
        tex = MathTex(
            rf"|a+b| = \sqrt{{{squared(self.sum[0])} + {squared(self.sum[1])}}} \approx {length:.4g}",
            color=ACCENT,
        )
        tex.scale(min(0.7, 4.4 / tex.width)).move_to([2.4, -1.6, 0], aligned_edge=LEFT)
        angle = np.degrees(np.arctan2(self.sum[1], self.sum[0]))
        words = f"Its length comes from Pythagoras; it points {angle:.3g}° from the horizontal."
        if length < 1e-9:
            words = "Its length is 0: the two vectors cancel."
        self.step(seconds, words, Write(tex))

    def conclude(self, seconds):
        words = f"a + b = ({self.sum[0]:g}, {self.sum[1]:g}): vectors add tip to tail, number by number."
        if COMPLEXITY == "simple":
            words = "To add two arrows, walk along one and then along the other."
        self.step(seconds, words, Circumscribe(self.result, color=ACCENT))

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


def plus(left, right):
    return f"{left:g} + {right:g}" if right >= 0 else f"{left:g} − {-right:g}"


def squared(value):
    """The square of a number in TeX, with brackets only where they are needed."""
    return f"({value:g})^2" if value < 0 else f"{value:g}^2"
