"""Binary search

In a sorted list each look at the middle rules out half of what is left.

Keywords: binary search, bisection search, search a sorted list, search in a sorted list, logarithmic search
Hints: search, sorted, half, middle, list, find, algorithm, halving, array, phone, book, element,
    random, integer, index
Not about: tree, bst, linear, engine, word
Examples:
    binary search for 7 in 1 3 5 7 9 11
    find 42 by binary search
Parameters:
    TARGET: number from -999 to 999, named by for, find, finds, target, finding, search, locate, where is,
        looking for, said as the target #
    VALUES: sorted list of 2 to 16 numbers from -999 to 999, said as the list #
"""

from manim import *

VALUES = [1, 3, 5, 7, 9, 11, 14, 18, 23, 27, 31]  # sorted
TARGET = 23  # the number to find
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


class BinarySearch(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        looks = self.looks()
        advanced = COMPLEXITY == "advanced"
        beat = DURATION / (7.5 + 3 * len(looks) + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.explain(2.5 * beat)
        self.search(3 * len(looks) * beat)
        if advanced:
            self.count_looks(4 * beat)
        self.conclude(2.5 * beat)

    def looks(self):
        """Where the search looks: (first, last, middle) of each round."""
        first, last, rounds = 0, len(VALUES) - 1, []
        while first <= last:
            middle = (first + last) // 2
            rounds.append((first, last, middle))
            if VALUES[middle] == TARGET:
                break
            first, last = (middle + 1, last) if VALUES[middle] < TARGET else (first, middle - 1)
        return rounds

    def introduce(self, seconds):
        title = chalk("Binary search", 38, ACCENT).to_edge(UP, buff=0.35)
        size = min(1.1, 12.6 / len(VALUES))
        self.boxes = VGroup()
        for place, value in enumerate(VALUES):
            box = RoundedRectangle(
                width=0.9 * size, height=max(0.8, 0.9 * size), corner_radius=0.08, color=SKY
            )
            number = chalk(f"{value:g}", 30).set_z_index(1)
            number.scale(min(1, 0.75 * size / number.width))
            self.boxes.add(VGroup(box.set_fill(SKY, 0.2), number).shift(place * size * RIGHT))
        self.boxes.move_to(0.1 * UP)
        self.goal = chalk(f"looking for {TARGET:g}", 30, ACCENT).move_to(2.5 * UP)
        words = f"Is {TARGET:g} in this sorted list, and where?"
        show = LaggedStart(*(FadeIn(box, shift=0.3 * UP) for box in self.boxes), lag_ratio=0.15)
        self.step(seconds, words, Write(title), show, FadeIn(self.goal))

    def explain(self, seconds):
        brace = Brace(self.boxes, DOWN, color=DIM)
        self.range = VGroup(brace, self.left_over(len(VALUES)).next_to(brace, DOWN, buff=0.15))
        self.step(seconds, "Because it is sorted, one look can rule out half of it.", FadeIn(self.range))

    def left_over(self, count):
        return chalk(f"{count} left", 24, DIM)

    def search(self, seconds):
        looks = self.looks()
        for number, (first, last, middle) in enumerate(looks):
            self.look(0.5 * seconds / len(looks), middle)
            self.rule_out(0.5 * seconds / len(looks), first, last, middle, number + 1)

    def look(self, seconds, middle):
        box = self.boxes[middle]
        self.pointer = VGroup(
            Arrow(0.75 * UP, ORIGIN, color=ACCENT, buff=0, stroke_width=5),
            chalk("middle", 22, ACCENT).move_to(0.95 * UP),
        ).next_to(box, UP, buff=0.1)
        self.step(
            seconds,
            f"Look at the middle: {VALUES[middle]:g}.",
            FadeIn(self.pointer, shift=0.2 * DOWN),
            box[0].animate.set_stroke(ACCENT, 5),
        )

    def rule_out(self, seconds, first, last, middle, number):
        value, box = VALUES[middle], self.boxes[middle]
        if value == TARGET:
            words = f"{value:g} is the one: found after {number} look{'s' * (number > 1)}."
            found = box[0].animate.set_fill(LEAF, 0.6).set_stroke(LEAF, 5)
            self.step(seconds, words, found, FadeOut(self.pointer, self.range))
            return
        gone = range(first, middle + 1) if value < TARGET else range(middle, last + 1)
        rest = range(middle + 1, last + 1) if value < TARGET else range(first, middle)
        side = "right" if value < TARGET else "left"
        sign = "smaller" if value < TARGET else "larger"
        words = f"{value:g} is {sign} than {TARGET:g}: only the {side} part is left."
        if not rest:
            words = f"{value:g} is {sign} than {TARGET:g}, and nothing is left to look at."
        dims = [self.boxes[place].animate.set_opacity(0.15) for place in gone]
        changes = [FadeOut(self.pointer), FadeOut(self.range)]
        if rest:
            brace = Brace(VGroup(*(self.boxes[place] for place in rest)), DOWN, color=DIM)
            self.range = VGroup(brace, self.left_over(len(rest)).next_to(brace, DOWN, buff=0.15))
            changes.append(FadeIn(self.range))
        self.step(seconds, words, *dims, *changes)

    def count_looks(self, seconds):
        size = len(VALUES)
        most = int(np.floor(np.log2(size))) + 1
        formula = (
            MathTex(rf"\lfloor \log_2 {size} \rfloor + 1 = {most}", color=ACCENT)
            .scale(0.9)
            .move_to(1.6 * DOWN)
        )
        words = f"Halving {size} values takes at most {most} looks; a million would take 20."
        self.step(seconds, words, Write(formula))

    def conclude(self, seconds):
        number = len(self.looks())
        found = TARGET in VALUES
        if found:
            looks = f"{number} look{'s' * (number > 1)}"
            words = f"Found at place {VALUES.index(TARGET) + 1} with {looks}; there are {len(VALUES)} places."
        else:
            words = f"{TARGET:g} is not in the list: {number} looks are enough to be sure."
        if COMPLEXITY == "simple":
            words = "Halve, and halve again: that is why searching sorted things is fast."
        sign = (
            Indicate(self.boxes[self.looks()[-1][2]], color=LEAF)
            if found
            else Indicate(self.goal, color=ROSE)
        )
        self.step(seconds, words, sign)

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
