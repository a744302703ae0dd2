"""Coin flips and the law of large numbers

A few flips can give anything; over many flips the share of heads settles at one half.

Keywords: coin, coin flip, coin toss, flip a coin, flipping a coin, law of large numbers, fair coin, large
    numbers, heads or tails
Hints: probability, heads, tails, flip, toss, share, half, chance, random, large, number, often, many,
    average, outcome
Not about: bitcoin, crypto, collection, collecting, dice, market, currency, rare, gold, cards
Examples:
    probability of heads in 200 coin flips
    law of large numbers
Parameters:
    FLIPS: count from 10 to 1000, named by flips, coin flips, tosses, coin tosses, coins, times, throws, n,
        said as # flips
"""

from manim import *

FLIPS = 200  # how often the coin is thrown
SEED = 3  # another seed gives another course of luck
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


class CoinFlips(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.heads = np.random.default_rng(SEED).integers(0, 2, FLIPS)
        self.share = np.cumsum(self.heads) / np.arange(1, FLIPS + 1)
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (16 + 3 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.flip_ten(3.5 * beat)
        self.flip_all(7 * beat)
        if detailed:
            self.write_law(3 * beat)
        if advanced:
            self.draw_spread(4 * beat)
        self.conclude(3 * beat)

    def coin(self, is_head, size=0.42):
        color = ACCENT if is_head else SKY
        disc = Circle(size, color=color, stroke_width=3).set_fill(color, 0.25)
        return VGroup(disc, chalk("H" if is_head else "T", 60 * size, color))

    def introduce(self, seconds):
        title = chalk("Coin flips", 38, ACCENT).to_edge(UP, buff=0.35)
        self.pair = VGroup(self.coin(1, 0.8), chalk("or", 30, DIM), self.coin(0, 0.8)).arrange(
            RIGHT, buff=0.6
        )
        words = "Heads or tails: nobody knows the next flip. And the next thousand?"
        self.step(seconds, words, Write(title), FadeIn(self.pair, scale=0.7))

    def flip_ten(self, seconds):
        first = VGroup(*(self.coin(side) for side in self.heads[:10])).arrange(RIGHT, buff=0.2)
        self.first = first.move_to(0.4 * UP)
        count = int(self.heads[:10].sum())
        words = f"Ten flips: {count} heads. A few flips can give almost anything."
        toss = LaggedStart(*(FadeIn(coin, shift=0.6 * DOWN) for coin in first), lag_ratio=0.4)
        self.step(seconds, words, FadeOut(self.pair), toss)

    def flip_all(self, seconds):
        """The share of heads after each flip, drawn from left to right."""
        step = next(gap for gap in (2, 5, 10, 20, 50, 100, 200) if FLIPS / gap <= 8)
        end = step * np.ceil(FLIPS / step)
        self.axes = Axes(
            x_range=[0, end, step], y_range=[0, 1, 0.25], x_length=9.6, y_length=4.2, tips=False,
            axis_config={"color": DIM, "stroke_width": 2},
        ).move_to([-1.0, -0.1, 0])  # fmt: skip
        labels = VGroup()
        for n in np.arange(step, end + 1, step):
            labels.add(chalk(f"{n:g}", 16, DIM).next_to(self.axes.c2p(n, 0), DOWN, buff=0.12))
        for share in (0.25, 0.5, 0.75, 1):
            spot = self.axes.c2p(0, share)
            labels.add(chalk(f"{100 * share:g} %", 16, DIM).next_to(spot, LEFT, buff=0.12))
        self.half = DashedLine(self.axes.c2p(0, 0.5), self.axes.c2p(end, 0.5), color=LEAF)
        points = [self.axes.c2p(n + 1, share) for n, share in enumerate(self.share)]
        self.path = VMobject(color=ACCENT, stroke_width=3).set_points_as_corners(points)
        show = [FadeOut(self.first), FadeIn(self.axes, labels), Create(self.half)]
        self.step(0.3 * seconds, "Draw the share of heads after every flip.", *show)
        words = f"{FLIPS} flips: the line swings wildly at first, then it calms down."
        self.step(0.7 * seconds, words, Create(self.path, rate_func=linear))
        self.result = VGroup(
            chalk(f"{int(self.heads.sum())} heads", 26, ACCENT), chalk(f"of {FLIPS}", 24),
            chalk(f"{100 * self.share[-1]:.1f} %", 30, ACCENT),
        ).arrange(DOWN, buff=0.15).move_to([5.5, 0.6, 0])  # fmt: skip
        self.add(self.result)

    def write_law(self, seconds):
        tex = MathTex(r"\frac{\text{heads}}{n} \;\longrightarrow\; \frac{1}{2}", color=LEAF)
        tex.scale(0.75).move_to([5.5, -1.2, 0])
        self.step(
            seconds, "This is the law of large numbers: the share tends to the probability.", Write(tex)
        )

    def draw_spread(self, seconds):
        """Two standard deviations around one half."""
        counts = np.geomspace(4, FLIPS, 80)
        upper = [self.axes.c2p(n, 0.5 + 1 / np.sqrt(n)) for n in counts]
        lower = [self.axes.c2p(n, 0.5 - 1 / np.sqrt(n)) for n in counts[::-1]]
        band = Polygon(*upper, *lower, stroke_width=0).set_fill(SKY, 0.22)
        words = f"In 95 of 100 runs the share ends within 1/√n of a half, here ±{100 / np.sqrt(FLIPS):.1f} %."
        self.step(seconds, words, FadeIn(band))

    def conclude(self, seconds):
        words = "Luck does not even out; it only weighs less and less among many flips."
        if COMPLEXITY == "simple":
            words = "One flip is luck. Many flips are a rule: about half of them are heads."
        self.step(seconds, words, Indicate(self.result, color=ACCENT), Indicate(self.half, color=LEAF))

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
