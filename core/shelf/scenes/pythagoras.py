"""The Pythagorean theorem

The squares on the two short sides of a right triangle together are as large as the square on the long side.

Keywords: pythagorean theorem, pythagoras, hypotenuse, right triangle
Hints: square, side, leg, triangle, proof, a^2, b^2, c^2
Not about: triples, trigonometry, life, biography, born, school of, philosophy
Examples:
    explain the Pythagorean theorem
    Pythagoras with legs 5 and 12
Parameters:
    LEG_A, LEG_B: two numbers from 1 to 12, said as legs #
"""

from manim import *

LEG_A = 3.0  # one side beside the right angle
LEG_B = 4.0  # the other side beside the right angle
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


class Pythagoras(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.long_side = np.hypot(LEG_A, LEG_B)
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (11 + 7 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.add_squares(3 * beat)
        self.compare(3 * beat)
        if detailed:
            self.frame(3 * beat)
            self.rearrange(4 * beat)
        if advanced:
            self.derive(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("The Pythagorean theorem", 38, ACCENT).to_edge(UP, buff=0.35)
        self.draw_figure()
        small = 0.35 * min(np.linalg.norm(self.top - self.right), np.linalg.norm(self.right - self.left))
        sides = Line(self.right, self.top), Line(self.right, self.left)
        corner = RightAngle(*sides, length=min(0.22, small), color=CHALK)
        names = VGroup(
            self.name_side("a", self.right, self.top, SKY),
            self.name_side("b", self.left, self.right, LEAF),
            self.name_side("c", self.top, self.left, ACCENT),
        )
        self.triangle.add(corner)
        self.names = names
        words = "A right triangle: how long is its longest side?"
        self.step(seconds, words, Write(title), Create(self.triangle), FadeIn(names))

    def draw_figure(self):
        """Place the triangle and its squares so that together they fill the left of the board."""
        self.left, self.right, self.top = np.array([[0, 0, 0], [LEG_B, 0, 0], [LEG_B, LEG_A, 0]], dtype=float)
        whole = VGroup(*self.squares(0))
        size = min(6.4 / whole.width, 5.3 / whole.height)
        move = 3.2 * LEFT - whole.get_center() * size
        self.left, self.right, self.top = (size * p + move for p in (self.left, self.right, self.top))
        self.triangle = VGroup(Polygon(self.left, self.right, self.top, color=CHALK, stroke_width=3))

    def squares(self, fill=0.35):
        """The squares on a, on b and on c, each outside the triangle."""
        drawn = []
        sides = ((self.right, self.top, SKY), (self.left, self.right, LEAF), (self.top, self.left, ACCENT))
        for start, end, color in sides:
            out = rotate_vector(end - start, -PI / 2)
            square = Polygon(start, end, end + out, start + out, color=color, stroke_width=3)
            drawn.append(square.set_fill(color, fill))
        return drawn

    def name_side(self, name, start, end, color):
        """The side's letter, where its square will stand."""
        outward = normalize(rotate_vector(end - start, -PI / 2))
        return chalk(name, 26, color).move_to((start + end) / 2 + 0.3 * outward)

    def add_squares(self, seconds):
        self.drawn = self.squares()
        self.areas = []
        for name, square, side in zip("abc", self.drawn, (LEG_A, LEG_B, self.long_side), strict=True):
            number = f"{side**2:.5g}"
            area = chalk(number if COMPLEXITY == "simple" else f"{name}² = {number}", 28)
            area.scale(min(1, 0.8 * self.edge(square) / area.width)).move_to(square)
            self.areas.append(area)
        words = "Draw a square on each of the two short sides."
        grow = [DrawBorderThenFill(square) for square in self.drawn[:2]]
        fade = FadeOut(self.names[:2])
        self.step(seconds, words, *grow, fade, *(FadeIn(area) for area in self.areas[:2]))

    def edge(self, square):
        return np.linalg.norm(square.get_vertices()[1] - square.get_vertices()[0])

    def compare(self, seconds):
        a, b, c = (f"{side**2:.5g}" for side in (LEG_A, LEG_B, self.long_side))
        line = VGroup(
            chalk(a, 40, SKY), chalk("+", 40), chalk(b, 40, LEAF), chalk("=", 40), chalk(c, 40, ACCENT)
        ).arrange(RIGHT, buff=0.25)
        self.sum = line.scale(min(1, 5 / line.width)).move_to([3.7, 1.9, 0])
        words = "The square on the long side is exactly as large as both together."
        copies = [TransformFromCopy(self.areas[i], line[2 * i]) for i in (0, 1)]
        show = [
            DrawBorderThenFill(self.drawn[2]),
            FadeIn(self.areas[2]),
            FadeOut(self.names[2]),
            FadeIn(line[1]),
            FadeIn(line[3]),
        ]
        self.step(seconds, words, *show, *copies, TransformFromCopy(self.areas[2], line[4]))

    def frame(self, seconds):
        """A square of side a + b on the right, with four copies of the triangle in its corners."""
        size = 3.6 / (LEG_A + LEG_B)
        self.a, self.b, self.corner = size * LEG_A, size * LEG_B, np.array([1.9, -2.4, 0])
        edge, a, b = self.a + self.b, self.a, self.b
        self.box = Square(edge, color=CHALK, stroke_width=3).move_to(self.corner, aligned_edge=DL)
        corners = [
            [(0, 0), (b, 0), (0, a)],
            [(edge, 0), (edge, b), (b, 0)],
            [(edge, edge), (a, edge), (edge, b)],
            [(0, edge), (0, a), (a, edge)],
        ]
        self.four = VGroup(*(self.piece(points) for points in corners))
        hole = Polygon(*(self.place(p) for p in ((b, 0), (edge, b), (a, edge), (0, a))), stroke_width=0)
        self.hole = hole.set_fill(ACCENT, 0.45)
        self.c2 = chalk("c²", 34, ACCENT).move_to(hole)
        words = "Why? Four such triangles in a larger square leave the square of c free."
        self.step(seconds, words, Create(self.box), FadeIn(self.four, lag_ratio=0.2), FadeIn(hole, self.c2))

    def place(self, point):
        return self.corner + np.array([*point, 0])

    def piece(self, points):
        triangle = Polygon(*(self.place(p) for p in points), color=CHALK, stroke_width=2)
        return triangle.set_fill("#3b4a5a", 1)

    def rearrange(self, seconds):
        """Slide the triangles into two rectangles; what is left free are the squares of a and b."""
        a, b = self.a, self.b
        slides = [
            self.four[1].animate.shift(a * UP),
            self.four[2].animate.shift(a * LEFT + b * DOWN),
            self.four[3].animate.shift(b * RIGHT),
        ]
        squares = VGroup(
            Square(b, stroke_width=0).set_fill(LEAF, 0.5).move_to(self.place((0, a)), aligned_edge=DL),
            Square(a, stroke_width=0).set_fill(SKY, 0.5).move_to(self.place((b, 0)), aligned_edge=DL),
        )
        names = VGroup(chalk("b²", 34, LEAF).move_to(squares[0]), chalk("a²", 34, SKY).move_to(squares[1]))
        for name, edge in zip(names, (b, a), strict=True):
            name.scale(min(1, 0.6 * edge / name.width))
        words = "Move the triangles: now the free area is a² and b². Nothing was added."
        self.step(seconds, words, FadeOut(self.hole, self.c2), *slides, FadeIn(squares, names))

    def derive(self, seconds):
        formula = MathTex(r"(a+b)^2 - 4\cdot\tfrac{1}{2}ab = a^2 + b^2 = c^2", color=CHALK)
        formula.scale_to_fit_width(5.6).move_to([3.7, 2.5, 0])
        self.play(self.sum.animate.scale(0.8).move_to([3.7, 1.75, 0]), run_time=0.2 * seconds)
        self.step(
            0.8 * seconds, "In symbols: both arrangements leave (a+b)² minus four triangles.", Write(formula)
        )

    def conclude(self, seconds):
        side = f"{self.long_side:.4g}"
        if COMPLEXITY == "simple":
            words = f"So the longest side is {side} long."
            self.step(
                seconds, words, Indicate(self.areas[2], color=ACCENT), Circumscribe(self.sum, color=ACCENT)
            )
            return
        words = f"a² + b² = c² in every right triangle; here c = √{self.long_side**2:.5g} = {side}."
        self.step(seconds, words, Circumscribe(self.sum, color=ACCENT))

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
