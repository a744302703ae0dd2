"""Projectile motion

A thrown ball moves evenly across while gravity bends its way down: the path is a parabola.

Keywords: projectile, projectile motion, trajectory, thrown ball, ballistic, throw a ball, angle of
    launch, launch angle
Hints: motion, path, gravity, ball, throw, thrown, speed, velocity, angle, parabola, range, height,
    physics, kick, cannonball, cannon, degrees, meters, second, initial, fired,
    launched, shot, per, velocity
Not about: career, learning, missile, satellite, display, vomiting
Examples:
    projectile at 30 degrees with 20 m/s
    trajectory of a thrown ball at 15 m/s and 60 degrees
Parameters:
    ANGLE: number from 5 to 85, named by angle, measured in degrees, degree, deg,
        radians / 0.0174532925199433, rad / 0.0174532925199433, said as the angle #°
    SPEED: number from 1 to 300, named by speed, velocity, measured in m/s, meters per second,
        metres per second, km/h / 3.6, mph / 2.2369363, said as the speed # m/s
    GRAVITY: number from 0.5 to 30, named by g, gravity, measured in m/s^2, said as the gravity # m/s²
"""

from manim import *

ANGLE = 45.0  # degrees above the ground
SPEED = 20.0  # m/s
GRAVITY = 9.81  # m/s²
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


class ProjectileMotion(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        turn = np.radians(ANGLE)
        self.across, self.up = SPEED * np.cos(turn), SPEED * np.sin(turn)
        self.flight = 2 * self.up / GRAVITY  # seconds in the air
        self.reach, self.top = self.across * self.flight, self.up**2 / (2 * GRAVITY)
        advanced = COMPLEXITY == "advanced"
        beat = DURATION / (18 + 5 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.split(3 * beat)
        self.fly(6 * beat)
        self.measure(3.5 * beat)
        if advanced:
            self.derive(5 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("Projectile motion", 38, ACCENT).to_edge(UP, buff=0.35)
        self.unit = min(9.0 / self.reach, 3.9 / self.top)  # board units for a metre
        self.start = np.array([max(-6.2, -2.6 - 0.5 * self.unit * self.reach), -2.35, 0])
        if self.unit * self.reach > 6:
            self.start[0] = -6.2
        ground = Line([-6.7, -2.35, 0], [6.7, -2.35, 0], color=DIM, stroke_width=3)
        self.shot = Arrow(
            self.start, self.start + 1.5 * self.direction(0), color=ACCENT, buff=0, stroke_width=6
        )
        self.ball = Dot(self.start, radius=0.1, color=CHALK).set_z_index(3)
        words = f"A ball is thrown at {SPEED:g} m/s, {ANGLE:g}° above the ground."
        self.step(seconds, words, Write(title), Create(ground), GrowArrow(self.shot), FadeIn(self.ball))

    def direction(self, time):
        return np.array([self.across, self.up - GRAVITY * time, 0]) / SPEED

    def at(self, time):
        height = self.up * time - 0.5 * GRAVITY * time**2
        return self.start + self.unit * np.array([self.across * time, height, 0])

    def split(self, seconds):
        size = 1.5 / SPEED
        corner = self.start + size * self.across * RIGHT
        across = Arrow(self.start, corner, color=LEAF, buff=0, stroke_width=5)
        up = Arrow(corner, corner + size * self.up * UP, color=SKY, buff=0, stroke_width=5)
        self.panel = VGroup(
            chalk(f"across  {self.across:.3g} m/s", 24, LEAF), chalk(f"up  {self.up:.3g} m/s", 24, SKY)
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.15)
        self.panel.move_to([3.7, 2.45, 0], aligned_edge=LEFT)
        words = "Two motions in one: across, and up."
        self.step(seconds, words, GrowArrow(across), GrowArrow(up), FadeIn(self.panel))
        self.parts = VGroup(across, up)

    def fly(self, seconds):
        self.clock = ValueTracker(0)
        now = self.clock.get_value
        self.ball.add_updater(lambda ball: ball.move_to(self.at(now())))
        path = always_redraw(lambda: self.path(now()))
        arrows = always_redraw(lambda: self.velocity(now()))
        self.add(path, arrows)
        halves = (
            (0.5, "Nothing pushes it across: that speed stays. Gravity eats the speed upwards."),
            (1.0, "At the top it only moves across. Then gravity pulls it down, faster and faster."),
        )
        for share, words in halves:
            move = self.clock.animate(rate_func=linear).set_value(share * self.flight)
            self.step(0.5 * seconds, words, *([FadeOut(self.parts, self.shot)] if share == 0.5 else []), move)
        self.ball.clear_updaters()
        path.clear_updaters()
        self.remove(arrows)

    def path(self, time):
        points = [self.at(moment) for moment in np.linspace(0, max(time, 0.001 * self.flight), 50)]
        return VMobject(color=ACCENT, stroke_width=4).set_points_smoothly(points)

    def velocity(self, time):
        """The speed across and the speed up or down, drawn at the ball."""
        size, here = 1.2 / SPEED, self.at(time)
        rise = self.up - GRAVITY * time
        drawn = VGroup(Line(here, here + size * self.across * RIGHT, color=LEAF, stroke_width=5))
        # Not below the ground, where the words are.
        drop = max(size * rise, self.start[1] - here[1] - 0.2)
        return drawn.add(Line(here, here + drop * UP, color=SKY, stroke_width=5))

    def measure(self, seconds):
        peak = self.at(self.flight / 2)
        height = DashedLine([peak[0], self.start[1], 0], peak, color=SKY)
        rows = VGroup(
            chalk(f"height  {tidy(self.top)} m", 24, SKY),
            chalk(f"distance  {tidy(self.reach)} m", 24, LEAF),
            chalk(f"time  {self.flight:.3g} s", 24, ACCENT),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.15)
        rows.move_to(self.panel, aligned_edge=UL)
        self.rows = rows
        below = Line(self.start, self.at(self.flight), color=LEAF, stroke_width=6)
        words = f"It rises {tidy(self.top)} m and lands {tidy(self.reach)} m away after {self.flight:.3g} s."
        self.step(seconds, words, FadeOut(self.panel), FadeIn(rows), Create(height), Create(below))

    def derive(self, seconds):
        lines = VGroup(
            MathTex(r"x = v\cos\alpha\; t"),
            MathTex(r"y = v\sin\alpha\; t - \tfrac{1}{2} g t^2"),
            MathTex(r"y = 0:\quad x = \frac{v^2 \sin 2\alpha}{g}", color=LEAF),
        ).arrange(DOWN, aligned_edge=LEFT, buff=0.2)
        lines.scale(min(0.62, 3.2 / lines.width)).next_to(self.rows, DOWN, aligned_edge=LEFT, buff=0.3)
        words = "Both motions as formulas. It lands where y is 0 again: farthest at 45°."
        self.step(seconds, words, Write(lines))

    def conclude(self, seconds):
        words = "Even motion across and falling motion down together make a parabola."
        self.step(
            seconds, words, ShowPassingFlash(self.path(self.flight).set_stroke(CHALK, 8), time_width=0.5)
        )

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


def tidy(metres):
    return f"{metres:,.0f}" if metres >= 1000 else f"{metres:.3g}"
