"""The sum of two dice

All 36 throws of two dice, sorted by their sum: seven has the most ways, so seven comes most often.

Keywords: dice, two dice, sum of two dice, dice sum, rolling dice, dice probability, probability
    distribution, sample space
Hints: probability, roll, throw, sum, distribution, chance, likely, outcome, seven, histogram, pair,
    common, odds, sided, face, fair, total, adding, double
Not about: three, loaded, coin, tower, vegetables, onion, cards, monopoly, neural, bayes, normal
Examples:
    probability of the sum of two dice
    how likely is a sum of 9 with two dice
Parameters:
    TARGET: count from 2 to 12, named by sum, total, add, adding, rolling, getting, get, is, equals, a, an,
        said as the sum #
"""

from manim import *

TARGET = 7  # the sum whose chance is wanted, 2 to 12
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


CELL = 0.62  # width of a throw in the picture


class DiceSum(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.ways = 6 - abs(TARGET - 7)
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (16 + 3 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.list_throws(3.5 * beat)
        self.stack(4 * beat)
        self.mark(3 * beat)
        if detailed:
            self.write_chance(3 * beat)
        if advanced:
            self.expect(4 * beat)
        self.conclude(3 * beat)

    def die(self, number, size=1.0, color=CHALK):
        """The face of a die with its dots."""
        spots = {1: [4], 2: [0, 8], 3: [0, 4, 8], 4: [0, 2, 6, 8], 5: [0, 2, 4, 6, 8], 6: [0, 2, 3, 5, 6, 8]}
        face = RoundedRectangle(
            width=size, height=size, corner_radius=0.15 * size, color=color, stroke_width=2.5
        )
        dots = VGroup()
        for spot in spots[number]:
            place = np.array([spot % 3 - 1, 1 - spot // 3, 0]) * 0.27 * size
            dots.add(Dot(place, radius=0.085 * size, color=color))
        return VGroup(face, dots)

    def introduce(self, seconds):
        title = chalk("The sum of two dice", 38, ACCENT).to_edge(UP, buff=0.35)
        first = min(6, TARGET - 1)
        self.pair = VGroup(self.die(first, 1.3, SKY), chalk("+", 44), self.die(TARGET - first, 1.3, LEAF))
        self.pair.arrange(RIGHT, buff=0.4)
        words = f"Two dice are thrown. How likely is the sum {TARGET}?"
        self.step(seconds, words, Write(title), FadeIn(self.pair, scale=0.7))

    def list_throws(self, seconds):
        """A table of six times six sums."""
        self.cells, heads = {}, VGroup()
        corner = np.array([-5 * CELL / 2, 1.75, 0])
        for a in range(1, 7):
            heads.add(self.die(a, 0.42, LEAF).move_to(corner + np.array([(a - 1) * CELL, 0.62, 0])))
            heads.add(self.die(a, 0.42, SKY).move_to(corner + np.array([-0.62, -(a - 1) * CELL, 0])))
            for b in range(1, 7):
                box = Square(0.9 * CELL, color=DIM, stroke_width=1.5).set_fill("#24303c", 1)
                cell = VGroup(box, chalk(str(a + b), 20).set_z_index(1))
                self.cells[a, b] = cell.move_to(corner + np.array([(b - 1) * CELL, -(a - 1) * CELL, 0]))
        self.heads = heads
        table = LaggedStart(*(FadeIn(cell) for cell in self.cells.values()), lag_ratio=0.05)
        words = "Each die shows 1 to 6: that makes 6 times 6 = 36 throws, all equally likely."
        self.step(seconds, words, FadeOut(self.pair), FadeIn(heads), table)

    def stack(self, seconds):
        """Move every throw into the column of its sum."""
        base = -2.05
        moves, height = [], dict.fromkeys(range(2, 13), 0)
        labels = VGroup()
        for (a, b), cell in self.cells.items():
            x = (a + b - 7) * 1.05
            moves.append(cell.animate.move_to([x, base + CELL * (height[a + b] + 0.5), 0]))
            height[a + b] += 1
        for total in height:
            labels.add(chalk(str(total), 22, DIM).move_to([(total - 7) * 1.05, base - 0.28, 0]))
        floor = Line([-6, base, 0], [6, base, 0], color=DIM, stroke_width=2)
        words = "Sort the throws by their sum: the middle sums have the most ways."
        self.step(
            seconds, words, FadeOut(self.heads), LaggedStart(*moves, lag_ratio=0.03), FadeIn(labels, floor)
        )

    def mark(self, seconds):
        chosen = [cell for (a, b), cell in self.cells.items() if a + b == TARGET]
        self.column = VGroup(*chosen)
        glow = [cell[0].animate.set_fill(ACCENT, 0.85) for cell in chosen]
        glow += [cell[1].animate.set_color(BOARD) for cell in chosen]
        one = self.ways == 1
        words = f"{self.ways} of the 36 throws {'has' if one else 'have'} the sum {TARGET}."
        self.step(seconds, words, *glow)

    def write_chance(self, seconds):
        tex = MathTex(rf"P({TARGET}) = \frac{{{self.ways}}}{{36}} \approx {self.ways / 36:.3f}", color=ACCENT)
        tex.scale(0.85).move_to([-4.6, 1.7, 0])
        self.step(seconds, "Favourable throws over all throws: that is the probability.", Write(tex))

    def expect(self, seconds):
        tex = MathTex(r"E = \sum_{s=2}^{12} s\,P(s) = 3.5 + 3.5 = 7", color=LEAF)
        tex.scale(0.75).move_to([4.35, 1.7, 0])
        words = "The mean of each die is 3.5, and means add up: on average the sum is 7."
        self.step(seconds, words, Write(tex))

    def conclude(self, seconds):
        share = f"{100 * self.ways / 36:.1f}"
        words = f"About {share} of 100 throws show {TARGET}. Count the ways, and you know the chance."
        self.step(seconds, words, Circumscribe(self.column, color=ACCENT))

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
