"""Bubble sort

Neighbours in the wrong order change places, again and again, until the whole list is in order.

Keywords: bubble sort, sorting algorithm
Hints: sort, swap, list, bars, array, element, random, integer
Not about: merge, quick, heap, insertion, selection, radix
Examples:
    bubble sort of 5, 3, 8, 1
    show how bubble sort orders 9, 2, 7, 4, 6
Parameters:
    VALUES: list of 2 to 8 numbers from -999 to 999, said as the list #
"""

from manim import *

VALUES = [5, 3, 8, 1, 6, 2]  # the list to sort
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


class BubbleSort(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        advanced = COMPLEXITY == "advanced"
        beat = DURATION / (17.5 + 3 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.explain(2 * beat)
        self.sort(11 * beat)
        if advanced:
            self.count_all(3 * beat)
        self.conclude(2.5 * beat)

    def introduce(self, seconds):
        title = chalk("Bubble sort", 38, ACCENT).to_edge(UP, buff=0.35)
        low, high = min(VALUES), max(VALUES)
        width = min(1.1, 9 / len(VALUES))
        self.bars = []
        for place, value in enumerate(VALUES):
            height = 0.7 + 2.9 * (value - low) / ((high - low) or 1)
            bar = RoundedRectangle(width=width, height=height, corner_radius=0.08, stroke_width=0)
            bar.set_fill(SKY, 0.9)
            number = chalk(f"{value:g}", 26).next_to(bar, UP, buff=0.12)
            number.scale(min(1, width / number.width))
            column = VGroup(bar, number)
            column.shift(
                (place - (len(VALUES) - 1) / 2) * 1.3 * width * RIGHT - bar.get_bottom() + 2.1 * DOWN
            )
            column.value = value
            self.bars.append(column)
        rising = LaggedStart(*(GrowFromEdge(bar, DOWN) for bar in self.bars), lag_ratio=0.2)
        self.step(seconds, "How can a list be put in order?", Write(title), rising)

    def explain(self, seconds):
        first, second = self.bars[0][0], self.bars[1][0]
        look = [bar.animate.set_fill(ACCENT) for bar in (first, second)]
        self.step(seconds, "Look at two neighbours. If the left one is larger, they swap.", *look)
        self.counter = chalk("comparisons 0    swaps 0", 22, DIM).move_to(2.6 * UP)

    def sort(self, seconds):
        """One play for each comparison: the pair lights up, and swaps if it must."""
        count, size = 0, len(self.bars)
        total = size * (size - 1) // 2
        lengths = iter(whole_frames(seconds, total))
        swaps = 0
        lit = self.bars[:2]
        for last in range(size - 1, 0, -1):
            for place in range(last):
                left, right = self.bars[place], self.bars[place + 1]
                must_swap = left.value > right.value
                moves = [bar[0].animate.set_fill(SKY) for bar in lit if bar not in (left, right)]
                count += 1
                if must_swap:
                    swaps += 1
                    self.bars[place], self.bars[place + 1] = right, left
                    step = (right.get_x() - left.get_x()) * RIGHT
                    moves += [left.animate.shift(step), right.animate.shift(-step)]
                for bar in (left, right):
                    bar[0].set_fill(ROSE if must_swap else ACCENT)
                self.play(*moves, *self.tell(must_swap, count, swaps), run_time=next(lengths))
                lit = [left, right]
            self.bars[last][0].set_fill(LEAF)
            lit = [bar for bar in lit if bar is not self.bars[last]]
        for bar in self.bars:
            bar[0].set_fill(LEAF)
        self.comparisons, self.swaps = count, swaps

    def tell(self, must_swap, count, swaps):
        """Renew the caption and, unless the lesson is simple, the counter; gives the animations."""
        words = "The left one is larger: swap." if must_swap else "Already in order: move on."
        self.remove(self.caption)
        self.caption = chalk(words, color=ROSE if must_swap else CHALK).to_edge(DOWN, buff=0.4)
        self.add(self.caption)
        if COMPLEXITY != "simple":
            self.remove(self.counter)
            self.counter = chalk(f"comparisons {count}    swaps {swaps}", 22, DIM).move_to(2.6 * UP)
            self.add(self.counter)
        return [Wait()]

    def count_all(self, seconds):
        size = len(VALUES)
        formula = MathTex(rf"\frac{{n(n-1)}}{{2}} = \frac{{{size}\cdot{size - 1}}}{{2}} = {self.comparisons}")
        formula.set_color(ACCENT).scale(0.8).move_to(2.45 * UP)
        words = "n values need n(n-1)/2 comparisons: twice the values, four times the work."
        self.step(seconds, words, FadeOut(self.counter), Write(formula))

    def conclude(self, seconds):
        words = f"Sorted after {self.comparisons} comparisons and {self.swaps} swaps."
        if COMPLEXITY == "simple":
            words = "The largest values bubbled to the right, and the list is in order."
        glow = LaggedStart(
            *(Indicate(bar, color=LEAF, scale_factor=1.05) for bar in self.bars), lag_ratio=0.1
        )
        self.step(seconds, words, glow)

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


def whole_frames(seconds, count):
    """The seconds split into `count` lengths of whole frames, so that many short plays keep time."""
    frames = np.diff(np.round(np.linspace(0, seconds, count + 1) * config.frame_rate))
    return (np.maximum(frames, 1) - 0.01) / config.frame_rate
