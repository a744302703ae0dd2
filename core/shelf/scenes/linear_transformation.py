"""A matrix moves the plane

A matrix says where the two basis vectors go, and the whole grid follows.

Keywords: linear transformation, matrix transformation, linear map, transformation matrix, matrix as a
    transformation, linear transform, basis vectors, determinant, 2x2 matrix
Hints: matrix, grid, basis, plane, vector, shear, rotation, area, together, 2d
Not about: multiplication, inverse, laplace, film, neural, transformer, eigenvalues, eigenvectors,
    eigenvector, regression
Examples:
    matrix [[2,1],[1,2]] as a linear transformation
    linear transformation with the matrix [[0,-1],[1,0]]
Parameters:
    MATRIX: 2x2 matrix from -5 to 5, said as the matrix #
"""

from manim import *

MATRIX = [[2.0, 1.0], [1.0, 2.0]]  # row by row
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


class LinearTransformation(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        (self.a, self.b), (self.c, self.d) = MATRIX
        # One unit is drawn so long that the image of the unit square stays on the board.
        highest = max(1, abs(self.c), abs(self.d), abs(self.c + self.d))
        widest = max(1, abs(self.a), abs(self.b), abs(self.a + self.b))
        self.unit = min(1.1, 2.45 / highest, 5.5 / widest)
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (13.5 + 6 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.show_basis(3 * beat)
        if detailed:
            self.show_matrix(3 * beat)
        self.transform(5 * beat)
        if detailed:
            self.follow_vector(3 * beat)
        if advanced:
            self.measure_area(4 * beat)
        self.conclude(3 * beat)

    def at(self, x, y):
        return self.unit * np.array([x, y, 0])

    def introduce(self, seconds):
        title = chalk("A matrix moves the plane", 38, ACCENT).to_edge(UP, buff=0.35).set_z_index(5)
        # Bands above and below keep the words readable while the grid moves behind them.
        bands = VGroup(*(Rectangle(width=15, height=1.1, stroke_width=0) for _ in range(2)))
        bands.set_fill(BOARD, 1).set_z_index(4)
        bands[0].to_edge(UP, buff=0)
        bands[1].to_edge(DOWN, buff=0)
        self.add(bands)
        lines = {"stroke_color": SKY, "stroke_width": 1.5, "stroke_opacity": 0.55}
        reach = int(np.ceil(11 / self.unit))
        self.still = self.grid(reach, {"stroke_color": DIM, "stroke_width": 1, "stroke_opacity": 0.35})
        self.moving = self.grid(reach, lines)
        self.add(self.still)
        self.step(seconds, "The plane is covered by a grid.", Write(title), FadeIn(self.moving))

    def grid(self, reach, style):
        size = 2 * reach * self.unit
        span = [-reach, reach, 1]
        axis = {"stroke_color": style["stroke_color"], "stroke_width": 2, "include_ticks": False}
        return NumberPlane(
            span, span, size, size, background_line_style=style, axis_config=axis, faded_line_ratio=0
        )

    def arrow(self, x, y, color):
        end = self.at(x, y)
        if np.linalg.norm(end) < 0.02:
            return Dot(ORIGIN, color=color).set_z_index(2)
        return Arrow(
            ORIGIN, end, buff=0, color=color, stroke_width=6, max_tip_length_to_length_ratio=0.2
        ).set_z_index(2)

    def name(self, words, x, y, color):
        direction = self.at(x, y)
        length = np.linalg.norm(direction)
        side = direction / length if length > 0.02 else UR
        label = chalk(words, 22, color).set_z_index(3)
        label.move_to(direction + side * (0.25 + 0.5 * label.width * abs(side[0])))
        label.set_y(np.clip(label.get_y(), -2.65, 2.65))
        return label.add_background_rectangle(BOARD, opacity=0.75, buff=0.05)

    def show_basis(self, seconds):
        self.i, self.j = self.arrow(1, 0, LEAF), self.arrow(0, 1, ROSE)
        self.square = Polygon(ORIGIN, self.at(1, 0), self.at(1, 1), self.at(0, 1), stroke_width=0)
        self.square.set_fill(ACCENT, 0.35)
        self.names = VGroup(self.name("(1, 0)", 1, 0, LEAF), self.name("(0, 1)", 0, 1, ROSE))
        words = "Two vectors measure it: one step right, one step up."
        show = [GrowArrow(self.i), GrowArrow(self.j), FadeIn(self.names, self.square)]
        self.step(seconds, words, *show)

    def show_matrix(self, seconds):
        rows = [[f"{value:g}" for value in row] for row in MATRIX]
        matrix = (
            Matrix(rows, h_buff=0.9 + 0.22 * max(len(text) for row in rows for text in row))
            .set_column_colors(LEAF, ROSE)
            .scale(0.75)
        )
        matrix.set_z_index(6)
        back = BackgroundRectangle(matrix, color=BOARD, fill_opacity=0.85, buff=0.2).set_z_index(5)
        self.matrix = VGroup(back, matrix).to_corner(UL, buff=0.35).shift(0.75 * DOWN)
        words = "The columns of the matrix say where these two vectors go."
        self.step(seconds, words, FadeIn(back), Write(matrix))

    def transform(self, seconds):
        a, b, c, d = self.a, self.b, self.c, self.d
        new_i, new_j = self.arrow(a, c, LEAF), self.arrow(b, d, ROSE)
        square = Polygon(ORIGIN, self.at(a, c), self.at(a + b, c + d), self.at(b, d), stroke_width=0)
        names = VGroup(self.name(f"({a:g}, {c:g})", a, c, LEAF), self.name(f"({b:g}, {d:g})", b, d, ROSE))
        if np.allclose(names[0].get_center(), names[1].get_center(), atol=0.4):
            names[1].next_to(names[0], DOWN, buff=0.1)
        moves = [
            ApplyMatrix(MATRIX, self.moving),
            Transform(self.i, new_i),
            Transform(self.j, new_j),
            Transform(self.square, square.set_fill(ACCENT, 0.35)),
            FadeOut(self.names),
        ]
        words = "Everything moves along: lines stay straight, the origin stays, the spacing stays even."
        self.step(0.75 * seconds, words, *moves)
        self.step(0.25 * seconds, words, FadeIn(names))
        self.names = names

    def follow_vector(self, seconds):
        a, b, c, d = self.a, self.b, self.c, self.d
        vector = self.arrow(a + b, c + d, ACCENT)
        words = f"Any vector follows: (1, 1) lands on the sum of both columns, ({a + b:g}, {c + d:g})."
        self.step(seconds, words, GrowArrow(vector) if isinstance(vector, Arrow) else FadeIn(vector))

    def measure_area(self, seconds):
        a, b, c, d = self.a, self.b, self.c, self.d
        size = a * d - b * c
        tex = MathTex(rf"\det = ad - bc = {size:.4g}", color=ACCENT).scale(0.8).set_z_index(6)
        back = BackgroundRectangle(tex, color=BOARD, fill_opacity=0.85, buff=0.2).set_z_index(5)
        VGroup(back, tex).next_to(self.matrix, DOWN, aligned_edge=LEFT, buff=0.2)
        words = f"The unit square now has the area {abs(size):.4g}: the determinant."
        if size < 0:
            words = f"The determinant is {size:.4g}: {abs(size):.4g} times the area, and flipped."
        if abs(size) < 1e-9:
            words = "The determinant is 0: the plane is flattened, and there is no way back."
        show = [FadeIn(back), Write(tex), self.square.animate.set_fill(ACCENT, 0.7)]
        self.step(seconds, words, *show)

    def conclude(self, seconds):
        words = "Know where two vectors land, and you know where every point lands."
        self.step(seconds, words, Indicate(self.i, color=LEAF), Indicate(self.j, color=ROSE))

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
