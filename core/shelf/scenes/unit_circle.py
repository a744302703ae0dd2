"""The unit circle

A point turns around a circle of radius 1; its shadow on the axes is the cosine and the sine of the angle.

Keywords: unit circle, sine and cosine, sine wave, sine curve, sine graph
Hints: sine, cosine, angle, radian, circle, radius, trigonometry, triangle, wave, link, project
Not about: euler, complex, series, area, tangent, integral, derivative
Examples:
    unit circle at 60 degrees
    how the unit circle makes the sine wave
Parameters:
    ANGLE: angle in degrees, named by angle, at, measured in degrees, degree, deg, radians, rad,
        said as the angle #°
"""

from manim import *

ANGLE = 60.0  # degrees, where the point stops
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


CENTRE, RADIUS = np.array([-4.0, -0.25, 0]), 2.15
GRAPH_LEFT, GRAPH_WIDTH = -0.5, 6.4


class UnitCircle(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.angle = ValueTracker(0)
        advanced = COMPLEXITY == "advanced"
        beat = DURATION / (17 + 4 * advanced)  # all the beats below
        self.introduce(2 * beat)
        self.draw_legs(3 * beat)
        self.turn_around(5 * beat)
        self.stop_at_angle(4 * beat)
        if advanced:
            self.identity(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("The unit circle", 38, ACCENT).to_edge(UP, buff=0.35)
        circle = Circle(RADIUS, color=CHALK, stroke_width=3).move_to(CENTRE)
        cross = VGroup(
            Line(CENTRE + 2.5 * LEFT, CENTRE + 2.5 * RIGHT, color=DIM, stroke_width=2),
            Line(CENTRE + 2.5 * DOWN, CENTRE + 2.5 * UP, color=DIM, stroke_width=2),
        )
        ones = VGroup(
            chalk("1", 18, DIM).move_to(CENTRE + (RADIUS + 0.2) * RIGHT + 0.25 * DOWN),
            chalk("1", 18, DIM).move_to(CENTRE + (RADIUS + 0.2) * UP + 0.2 * LEFT),
        )
        self.step(seconds, "A circle of radius 1.", Write(title), Create(circle), FadeIn(cross, ones))

    def point(self):
        turn = self.angle.get_value()
        return CENTRE + RADIUS * np.array([np.cos(turn), np.sin(turn), 0])

    def draw_legs(self, seconds):
        self.angle.set_value(40 * DEGREES)
        self.radius = always_redraw(lambda: Line(CENTRE, self.point(), color=CHALK, stroke_width=3))
        self.dot = always_redraw(lambda: Dot(self.point(), radius=0.09, color=ACCENT))
        self.across = always_redraw(lambda: self.leg(CENTRE, [self.point()[0], CENTRE[1], 0], LEAF))
        self.up = always_redraw(lambda: self.leg([self.point()[0], CENTRE[1], 0], self.point(), SKY))
        key = VGroup(chalk("cosine", 22, LEAF), chalk("sine", 22, SKY)).arrange(RIGHT, buff=0.5)
        self.key = key.move_to([GRAPH_LEFT + GRAPH_WIDTH / 2, 2.5, 0])
        words = "Its point has two shadows: across is the cosine, up is the sine."
        legs = [Create(mobject) for mobject in (self.radius, self.across, self.up)]
        self.step(seconds, words, *legs, FadeIn(self.dot), FadeIn(key))

    def leg(self, start, end, color):
        return Line(start, end, color=color, stroke_width=6)

    def turn_around(self, seconds):
        """One whole turn, while the height of the point draws the sine wave."""
        self.play(self.angle.animate.set_value(0), run_time=0.15 * seconds)
        left, base = GRAPH_LEFT, CENTRE[1]
        axis = VGroup(
            Line([left, base, 0], [left + GRAPH_WIDTH, base, 0], color=DIM, stroke_width=2),
            Line([left, base - 2.4, 0], [left, base + 2.4, 0], color=DIM, stroke_width=2),
        )
        for quarter in range(1, 5):
            spot = [left + GRAPH_WIDTH * quarter / 4, base, 0]
            axis.add(Line([0, 0.08, 0], [0, -0.08, 0], color=DIM).move_to(spot))
            # Right of the mark: there the wave leaves the label alone.
            axis.add(chalk(f"{90 * quarter}°", 16, DIM).next_to(spot, UR if quarter == 2 else DR, buff=0.06))
        self.add(axis)
        wave = always_redraw(lambda: self.wave(self.angle.get_value()))
        ray = always_redraw(
            lambda: DashedLine(self.point(), self.wave_point(self.angle.get_value()), color=DIM)
        )
        self.add(ray, wave)
        turn = self.angle.animate(rate_func=linear).set_value(TAU)
        self.step(0.85 * seconds, "One turn: the height of the point draws the sine wave.", turn)
        wave.clear_updaters()
        self.remove(ray)

    def wave_point(self, turn):
        return np.array([GRAPH_LEFT + GRAPH_WIDTH * turn / TAU, CENTRE[1] + RADIUS * np.sin(turn), 0])

    def wave(self, turn):
        points = [self.wave_point(t) for t in np.linspace(0, max(turn, 0.01), 60)]
        return VMobject(color=SKY, stroke_width=4).set_points_smoothly(points)

    def stop_at_angle(self, seconds):
        turn = ANGLE * DEGREES
        self.play(self.angle.animate.set_value(turn), run_time=0.35 * seconds)
        mark = DashedLine(self.point(), self.wave_point(turn), color=DIM)
        dot = Dot(self.wave_point(turn), radius=0.09, color=ACCENT)
        values = VGroup(
            chalk(f"cos {ANGLE:g}° = {tidy(np.cos(turn))}", 26, LEAF),
            chalk(f"sin {ANGLE:g}° = {tidy(np.sin(turn))}", 26, SKY),
        ).arrange(RIGHT, buff=0.6)
        self.values = values.scale(min(1, 7.6 / values.width)).move_to(self.key)
        arc = Arc(0.5, 0, turn, arc_center=CENTRE, color=ACCENT) if abs(turn) > 0.01 else VGroup()
        if COMPLEXITY == "simple":
            words = f"At {ANGLE:g} degrees the height is {tidy(np.sin(turn))}."
        else:
            words = (
                f"At {ANGLE:g}° the point is (cos θ, sin θ) = ({tidy(np.cos(turn))}, {tidy(np.sin(turn))})."
            )
        show = [Create(arc)] if arc else []
        self.step(0.65 * seconds, words, FadeOut(self.key), FadeIn(values), Create(mark), FadeIn(dot), *show)

    def identity(self, seconds):
        turn = ANGLE * DEGREES
        formula = MathTex(r"\cos^2\theta + \sin^2\theta = 1", color=ACCENT).scale(0.85)
        numbers = chalk(f"{np.cos(turn) ** 2:.3f} + {np.sin(turn) ** 2:.3f} = 1", 22)
        pair = VGroup(formula, numbers).arrange(DOWN, buff=0.2).move_to([5.0, 1.6, 0])
        back = BackgroundRectangle(pair, color=BOARD, fill_opacity=0.85, buff=0.1)
        words = "The two legs and the radius make a right triangle: Pythagoras gives the identity."
        self.step(seconds, words, FadeIn(back), Write(formula), FadeIn(numbers))

    def conclude(self, seconds):
        words = "Sine and cosine are the two coordinates of a point on the unit circle."
        if COMPLEXITY == "simple":
            words = "The sine wave is a turning point, seen from the side."
        self.step(seconds, words, Circumscribe(self.values, color=ACCENT))

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


def tidy(value):
    """Three decimals at most, and never a minus before zero."""
    return f"{round(value, 3) + 0:g}"
