"""A lesson of many small plays: insertion sort, one comparison after the other."""
# ruff: noqa: D102, F403, F405

from manim import *

NUMBERS = [6, 3, 8, 1, 7, 2, 5]


class Plays(Scene):
    """About sixty plays of 0.3 to 0.5 seconds each."""

    def construct(self):
        title = Text("Insertion sort", font_size=40).to_edge(UP)
        self.play(FadeIn(title), run_time=0.5)

        cards = [self.card(number) for number in NUMBERS]
        row = VGroup(*cards).arrange(RIGHT, buff=0.3)
        places = [card.get_center() for card in cards]
        for card in cards:
            self.play(FadeIn(card, shift=UP * 0.5), run_time=0.3)

        count = 0
        score = Text("comparisons: 0", font_size=28).next_to(row, DOWN, buff=1)
        self.play(FadeIn(score), run_time=0.4)

        for index in range(1, len(cards)):
            card = cards[index]
            self.play(card.animate.shift(DOWN), run_time=0.3)
            while index > 0:
                other = cards[index - 1]
                count += 1
                words = Text(f"comparisons: {count}", font_size=28).move_to(score)
                smaller = card.number < other.number
                mark = Indicate(other, color=RED if smaller else GREEN)
                self.play(mark, FadeOut(score), FadeIn(words), run_time=0.4)
                score = words
                if not smaller:
                    break
                self.play(
                    card.animate.move_to(places[index - 1] + DOWN),
                    other.animate.move_to(places[index]),
                    run_time=0.4,
                )
                cards[index - 1], cards[index] = card, other
                index -= 1
            self.play(card.animate.shift(UP), run_time=0.3)

        for card in cards:
            self.play(card.box.animate.set_fill(GREEN, opacity=0.6), run_time=0.3)
        self.wait(0.5)
        self.play(FadeOut(score), run_time=0.5)

    def card(self, number):
        """A number in a box."""
        box = Square(side_length=1.1, color=WHITE).set_fill(BLUE, opacity=0.4)
        card = VGroup(box, Text(str(number), font_size=40))
        card.box, card.number = box, number
        return card
