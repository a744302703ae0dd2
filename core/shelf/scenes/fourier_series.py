"""Fourier series

Circles that turn at whole multiples of one speed add up to a square, a triangle or a sawtooth.

Keywords: fourier series, fourier, square wave, sawtooth wave, triangle wave, epicycles, harmonics
Hints: square, wave, sine, circle, term, sum, sawtooth, triangle, frequency, harmonic, saw, tooth
Not about: synthesizer, electronics, transform, fft, optics, music, oscillator
Examples:
    Fourier series of a square wave with 5 terms
    how sines add up to a sawtooth wave
Parameters:
    WAVE: one of square, triangle, sawtooth, said as a # wave
    TERMS: count from 1 to 20, named by terms, circles, sines, harmonics, epicycles, waves, n, said as # terms
"""

from manim import *

WAVE = "square"  # "square", "triangle" or "sawtooth"
TERMS = 5  # how many sines are added
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


HEIGHT = 1.5  # of the wave on the board
LEFT_END, LENGTH = -1.4, 7.9  # of the graph: two periods
MIDDLE = -0.35
CENTRE = np.array([-4.2, MIDDLE, 0])  # of the first circle


class FourierSeries(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        detailed, advanced = COMPLEXITY != "simple", COMPLEXITY == "advanced"
        beat = DURATION / (17.5 + 3 * detailed + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.add_sines(6 * beat)
        if detailed:
            self.write_series(3 * beat)
        self.turn_circles(6 * beat)
        if advanced:
            self.look_closer(4 * beat)
        self.conclude(3 * beat)

    def graph(self, wave, color, width=4):
        """Two periods of a wave that is given over its phase."""
        phases = np.linspace(0, 2 * TAU, 600)
        points = [self.spot(phase, wave(phase)) for phase in phases]
        return VMobject(color=color, stroke_width=width).set_points_as_corners(points)

    def spot(self, phase, value):
        return np.array([LEFT_END + LENGTH * phase / (2 * TAU), MIDDLE + HEIGHT * value, 0])

    def introduce(self, seconds):
        title = chalk("Fourier series", 38, ACCENT).to_edge(UP, buff=0.35)
        axis = Line(self.spot(0, 0), self.spot(2 * TAU, 0), color=DIM, stroke_width=2)
        self.target = self.graph(target, CHALK, 3)
        words = f"A {WAVE} wave has corners. Can smooth sine waves build it?"
        self.step(seconds, words, Write(title), Create(axis), Create(self.target))

    def add_sines(self, seconds):
        stages = sorted({1, 2, 3, max(1, TERMS // 2), TERMS})
        stages = [count for count in stages if count <= TERMS]
        colors = color_gradient([ROSE, ACCENT, LEAF, SKY], max(2, len(stages)))
        self.sum, self.count = None, None
        for count, color in zip(stages, colors, strict=False):
            graph = self.graph(lambda phase, count=count: partial_sum(phase, count), color)
            label = chalk(f"{count} sine{'s' * (count != 1)}", 28, color).move_to([5.4, 2.1, 0])
            words = (
                "One sine has the right rhythm."
                if count == 1
                else f"{count} sines added: closer to the corners."
            )
            show = (
                [Create(graph)]
                if self.sum is None
                else [ReplacementTransform(self.sum, graph), FadeOut(self.count)]
            )
            self.step(seconds / len(stages), words, *show, FadeIn(label))
            self.sum, self.count = graph, label

    def write_series(self, seconds):
        first = {"square": r"\frac{4}{\pi}", "triangle": r"\frac{8}{\pi^2}", "sawtooth": r"\frac{2}{\pi}"}
        sines = {
            "square": r"\sin t + \tfrac{1}{3}\sin 3t + \tfrac{1}{5}\sin 5t + \dots",
            "triangle": r"\sin t - \tfrac{1}{9}\sin 3t + \tfrac{1}{25}\sin 5t - \dots",
            "sawtooth": r"\sin t - \tfrac{1}{2}\sin 2t + \tfrac{1}{3}\sin 3t - \dots",
        }
        tex = MathTex(rf"f(t) = {first[WAVE]}\left({sines[WAVE]}\right)")
        tex.scale(min(0.7, 7.5 / tex.width)).move_to([0.2, 2.3, 0])
        self.step(seconds, "Each sine is faster than the one before, and smaller.", Write(tex))

    def turn_circles(self, seconds):
        """Every sine is the height of a turning circle; each circle rides on the one before."""
        self.phase = ValueTracker(0)
        circles = always_redraw(self.circles)
        trace = always_redraw(self.trace)
        fade = [self.sum.animate.set_stroke(opacity=0.25), self.target.animate.set_stroke(opacity=0.3)]
        words = "Each sine is a turning circle. Put them on each other and watch the tip."
        self.step(0.3 * seconds, words, FadeIn(circles), *fade)
        self.add(trace)
        turn = self.phase.animate(rate_func=linear).set_value(2 * TAU)
        self.step(0.7 * seconds, "The height of the tip draws the wave.", turn)
        trace.clear_updaters()
        circles.clear_updaters()

    def circles(self):
        phase, centre, drawn = self.phase.get_value(), CENTRE, VGroup()
        # Larger waves of the family would leave the board with their circles.
        scale = HEIGHT
        for speed, size in terms(TERMS):
            radius = abs(size) * scale
            turn = speed * phase + (PI if size < 0 else 0)
            tip = centre + radius * np.array([np.cos(turn), np.sin(turn), 0])
            drawn.add(Circle(radius, color=DIM, stroke_width=1.5).move_to(centre))
            drawn.add(Line(centre, tip, color=CHALK, stroke_width=2.5))
            centre = tip
        height = self.spot(phase, partial_sum(phase, TERMS))
        drawn.add(DashedLine(centre, height, color=ACCENT, stroke_width=1.5, dashed_ratio=0.4))
        return drawn.add(Dot(centre, radius=0.06, color=ACCENT), Dot(height, radius=0.06, color=ACCENT))

    def trace(self):
        phases = np.linspace(0, max(0.01, self.phase.get_value()), 400)
        points = [self.spot(phase, partial_sum(phase, TERMS)) for phase in phases]
        return VMobject(color=ACCENT, stroke_width=4).set_points_as_corners(points)

    def look_closer(self, seconds):
        phases = np.linspace(0, TAU, 4000)
        peak = max(partial_sum(phases, TERMS))
        words = f"At a jump the sum overshoots: {peak:.3f} instead of 1. More terms do not cure it: Gibbs."
        if WAVE == "triangle":
            words = f"Without jumps the sum converges quickly: the peak is already {peak:.3f} of 1."
        at = phases[np.argmax(partial_sum(phases, TERMS))]
        ring = Circle(0.25, color=ROSE).move_to(self.spot(at, peak))
        self.step(seconds, words, Create(ring))

    def conclude(self, seconds):
        words = "Any repeating shape is a sum of sines: that is a Fourier series."
        flash = ShowPassingFlash(self.target.copy().set_stroke(CHALK, 7, 1), time_width=0.6)
        self.step(seconds, words, flash)

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


def terms(count):
    """Speed and size of the first sines of the wave."""
    if WAVE == "square":
        return [(2 * k + 1, 4 / PI / (2 * k + 1)) for k in range(count)]
    if WAVE == "triangle":
        return [(2 * k + 1, 8 / PI**2 * (-1) ** k / (2 * k + 1) ** 2) for k in range(count)]
    return [(k, 2 / PI * (-1) ** (k + 1) / k) for k in range(1, count + 1)]


def partial_sum(phase, count):
    return sum(size * np.sin(speed * phase) for speed, size in terms(count))


def target(phase):
    """The wave itself, between -1 and 1."""
    turn = phase % TAU / TAU
    if WAVE == "square":
        return 1.0 if turn < 0.5 else -1.0
    if WAVE == "triangle":
        return 1 - 4 * abs((turn + 0.25) % 1 - 0.5)
    return 2 * ((turn + 0.5) % 1) - 1
