"""The sieve of Eratosthenes

Cross out the multiples of each number that is left; what is never crossed out is prime.

Keywords: sieve of eratosthenes, prime sieve, eratosthenes, prime numbers, finding primes, prime number,
    primes
Hints: prime, number, sieve, multiple, divisible, cross, find, table, list, up, divisor
Not about: minister, time, video, rib, amazon, factorization, twin, theorem, rate, meridian
Examples:
    sieve of Eratosthenes up to 60
    find the prime numbers below 100
Parameters:
    LIMIT: count from 10 to 120, named by up to, to, below, until, under, less than, smaller than, limit,
        till, n, <=, <, and, said as numbers up to #
"""

from manim import *

LIMIT = 60  # the last number of the table
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


COLUMNS = 10 if LIMIT <= 60 else 15


class PrimeSieve(Scene):
    def construct(self):
        self.camera.background_color = BOARD
        self.caption = None
        self.root = int(np.sqrt(LIMIT))
        self.sieves = [n for n in range(2, self.root + 1) if is_prime(n)]
        advanced = COMPLEXITY == "advanced"
        beat = DURATION / (10 + 3 * len(self.sieves) + 4 * advanced)  # all the beats below
        self.introduce(2.5 * beat)
        self.drop_one(2 * beat)
        self.sieve(3 * len(self.sieves) * beat)
        self.keep_rest(2.5 * beat)
        if advanced:
            self.estimate(4 * beat)
        self.conclude(3 * beat)

    def introduce(self, seconds):
        title = chalk("The sieve of Eratosthenes", 38, ACCENT).to_edge(UP, buff=0.35)
        rows = -(-LIMIT // COLUMNS)
        size = min(0.86, 5.3 / rows)
        self.cells = {}
        for n in range(1, LIMIT + 1):
            box = RoundedRectangle(width=0.92 * size, height=0.9 * size, corner_radius=0.08, stroke_width=0)
            number = chalk(str(n), 24).set_z_index(1)
            number.scale(min(1, 0.65 * size / number.width, 0.6 * size / number.height))
            cell = VGroup(box.set_fill("#24303c", 1), number)
            row, column = divmod(n - 1, COLUMNS)
            self.cells[n] = cell.move_to(
                [(column - (COLUMNS - 1) / 2) * size, -(row - (rows - 1) / 2) * size, 0]
            )
        words = f"Which numbers up to {LIMIT} are prime: divisible only by 1 and themselves?"
        table = LaggedStart(*(FadeIn(cell) for cell in self.cells.values()), lag_ratio=0.03)
        self.step(seconds, words, Write(title), table)

    def fade(self, n):
        return self.cells[n].animate.set_opacity(0.18)

    def keep(self, n, color=LEAF):
        return self.cells[n][0].animate.set_fill(color, 0.75)

    def drop_one(self, seconds):
        self.step(seconds, "1 is not prime by agreement. The first number left is 2.", self.fade(1))

    def sieve(self, seconds):
        """For each prime up to the root: keep it, cross out its multiples."""
        gone = {1}
        for prime in self.sieves:
            new = [n for n in range(prime * prime, LIMIT + 1, prime) if n not in gone]
            gone.update(new)
            words = f"{prime} is prime: keep it, and cross out its multiples."
            if COMPLEXITY == "advanced" and prime > 2:
                words = f"Keep {prime}. Below {prime}² = {prime**2} all its multiples are gone already."
            flash = [self.cells[n][0].animate.set_fill(ROSE, 0.7) for n in new]
            share = seconds / len(self.sieves)
            self.step(0.45 * share, words, self.keep(prime), *flash)
            self.step(0.55 * share, words, *(map(self.fade, new) if new else [Wait()]))

    def keep_rest(self, seconds):
        rest = [n for n in range(self.root + 1, LIMIT + 1) if is_prime(n)]
        words = f"The next one, squared, is beyond {LIMIT}: every number left is prime."
        self.step(seconds, words, LaggedStart(*map(self.keep, rest), lag_ratio=0.1))

    def estimate(self, seconds):
        count = sum(map(is_prime, range(LIMIT + 1)))
        guess = LIMIT / np.log(LIMIT)
        primes = [self.cells[n] for n in self.cells if is_prime(n)]
        words = f"About 1 number in ln n is prime: {LIMIT}/ln {LIMIT} ≈ {guess:.1f}, and there are {count}."
        self.step(
            seconds, words, LaggedStart(*(Indicate(cell, color=ACCENT) for cell in primes), lag_ratio=0.05)
        )

    def conclude(self, seconds):
        count = sum(map(is_prime, range(LIMIT + 1)))
        words = f"Up to {LIMIT} there are {count} primes, found without a single division."
        primes = VGroup(*(self.cells[n] for n in self.cells if is_prime(n)))
        self.step(seconds, words, primes.animate.set_stroke(width=0))

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


def is_prime(n):
    return n > 1 and all(n % divisor for divisor in range(2, int(np.sqrt(n)) + 1))
