"""The area of a circle

Cut into slices and laid side by side, a circle turns into a rectangle: half the rim times the radius.

Keywords: area of a circle, area of the circle, circle area, area of circle, area formula of a circle,
    circumference of a circle, circle's area, pi r^2
Hints: circle, area, radius, circumference, slice, pizza, sector, wedge, pi, rim, rectangle, r, formula
Not about: sphere, ellipse, unit, triangle, influence, segment
Examples:
    area of a circle with radius 2
    why is the area of a circle pi r²
Parameters:
    RADIUS: number from 0.01 to 10000, named by radius, r, said as radius #
    SLICES: count from 8 to 64, named by slices, sectors, wedges, pieces, said as # slices
"""

from manim import *

RADIUS = 1.0  # in any unit; the picture is scaled
SLICES = 24  # an even number looks best
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


SIZE = 1.7  # radius of the circle on the board


class CircleArea(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (17 + 3.5 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.cut(3 * beat)
        self.unroll(5 * beat)
        self.measure(3.5 * beat)
        if detailed:
            self.write_area(3.5 * beat)
        if advanced:
            self.refine(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("The area of a circle", 38, ACCENT).to_edge(UP, buff=0.35)
        self.centre = np.array([0, 0.2, 0])
        circle = Circle(SIZE, color=SKY, stroke_width=4).set_fill(SKY, 0.25).move_to(self.centre)
        line = Line(self.centre, self.centre + SIZE * RIGHT, color=ACCENT, stroke_width=5)
        name = chalk(f"r = {RADIUS:g}", 24, ACCENT)
        name.scale(min(1, 1.4 / name.width)).next_to(line, UP, buff=0.1)
        self.circle, self.radius = circle, VGroup(line, name)
        words = f"A circle with radius {RADIUS:g}. How large is it inside?"
        self.step(seconds, words, Write(title), Create(circle), Create(line), FadeIn(name))

    def slices(self, count):
        """The circle in slices; the lower half of them in another colour."""
        angle = TAU / count
        drawn = VGroup()
        for k in range(count):
            color = SKY if k < count / 2 else LEAF
            slice_ = Sector(
                SIZE, angle=angle, start_angle=k * angle, color=color, stroke_width=1, stroke_color=BOARD
            )
            drawn.add(slice_.set_fill(color, 0.8))
        return drawn

    def cut(self, seconds):
        self.pieces = self.slices(SLICES)
        whole = self.pieces.copy().move_to([-4.6, 0.2, 0])
        self.pieces.move_to(whole)
        shift = [self.circle.animate.move_to(whole), self.radius.animate.shift(4.6 * LEFT)]
        self.step(0.5 * seconds, f"Cut it into {SLICES} equal slices, like a cake.", *shift)
        show = [FadeOut(self.circle, self.radius), FadeIn(self.pieces)]
        self.step(0.5 * seconds, f"Cut it into {SLICES} equal slices, like a cake.", *show)

    def laid_out(self, count):
        """The same slices, tips up and tips down in turn, in a row."""
        angle, row = TAU / count, VGroup()
        step = SIZE * np.sin(angle / 2)
        left = 2.0 - step * count / 2
        for k in range(count):
            points_up = k % 2 == 0
            color = SKY if points_up else LEAF
            middle = -PI / 2 if points_up else PI / 2
            slice_ = Sector(
                SIZE, angle=angle, start_angle=middle - angle / 2, stroke_width=1, stroke_color=BOARD
            )
            tip = np.array(
                [left + step * (k + 0.5), 0.2 + (0.5 if points_up else -0.5) * SIZE * np.cos(angle / 2), 0]
            )
            row.add(slice_.set_fill(color, 0.8).shift(tip))
        return row

    def unroll(self, seconds):
        self.row = self.laid_out(SLICES)
        ghost = Circle(SIZE, color=DIM, stroke_width=2).move_to([-4.6, 0.2, 0])
        self.add(ghost)
        # Slices of the upper half point up, those of the lower half fill the gaps.
        half = (SLICES + 1) // 2
        order = [k // 2 if k % 2 == 0 else half + k // 2 for k in range(SLICES)]
        moves = [Transform(self.pieces[order[k]], self.row[k]) for k in range(SLICES)]
        words = "Lay them side by side, tips up and tips down: almost a rectangle."
        self.step(seconds, words, LaggedStart(*moves, lag_ratio=0.05))

    def measure(self, seconds):
        below = BraceBetweenPoints(self.row.get_corner(DL), self.row.get_corner(DR), DOWN, color=CHALK)
        beside = BraceBetweenPoints(self.row.get_corner(DR), self.row.get_corner(UR), RIGHT, color=CHALK)
        long = (
            chalk("half the rim", 26, LEAF)
            if COMPLEXITY == "simple"
            else chalk("half the rim = π r", 26, LEAF)
        )
        self.names = VGroup(
            long.next_to(below, DOWN, buff=0.1), chalk("r", 26, ACCENT).next_to(beside, RIGHT, buff=0.1)
        )
        words = "It is as high as the radius, and half of the rim lies along each long side."
        self.step(seconds, words, GrowFromCenter(below), GrowFromCenter(beside), FadeIn(self.names))

    def write_area(self, seconds):
        tex = MathTex(r"A = \pi r \cdot r = \pi r^2", color=ACCENT).move_to([2.0, 2.25, 0])
        self.formula = tex
        self.step(seconds, "The area of a rectangle is width times height.", Write(tex))

    def refine(self, seconds):
        finer = self.laid_out(min(96, 3 * SLICES))
        words = "Thinner slices: the wavy edge flattens, and in the limit it is a rectangle."
        self.step(seconds, words, FadeOut(self.pieces), FadeIn(finer))

    def conclude(self, seconds):
        area = np.pi * RADIUS**2
        result = chalk(f"area ≈ {area:.5g}", 34, ACCENT).move_to([-4.6, -2.1, 0])
        words = f"With r = {RADIUS:g} the area is about {area:.5g}."
        if COMPLEXITY == "simple":
            words = "A circle is as large as a rectangle of half its rim and its radius."
        self.step(seconds, words, Write(result))

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
