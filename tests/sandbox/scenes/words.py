"""Scenes of text, code, and formulas that TeX sets."""

from __future__ import annotations

from tests.sandbox.scenes.lesson import lesson

WORDS = {
    "text": lesson(
        """
        plain = Text("Hello, Welt, мир")
        dressed = Text(
            "slant and bold", font="DejaVu Serif", slant=ITALIC, weight=BOLD, t2c={"bold": RED}
        )
        both = VGroup(plain, dressed).arrange(DOWN)
        both[1][:5].set_color(YELLOW)
        self.play(Write(both), run_time=0.2)
        """
    ),
    "markup and paragraph": lesson(
        """
        marked = MarkupText('<b>bold</b>, <span foreground="yellow">yellow</span>, x<sup>2</sup>')
        lines = Paragraph("one line", "and another", alignment="center", font_size=30)
        self.play(FadeIn(VGroup(marked, lines).arrange(DOWN)), run_time=0.2)
        """
    ),
    "code": lesson(
        """
        listing = Code(code_string="def square(x):\\n    return x * x\\n", language="python")
        self.play(FadeIn(listing), run_time=0.2)
        """
    ),
    "formula": lesson(
        r"""
        self.play(Write(MathTex(r"\int_0^1 x^2\,dx", "=", r"\frac{1}{3}")), run_time=0.2)
        """
    ),
    "formulas that change": lesson(
        """
        left = MathTex("a^2", "+", "b^2", "=", "c^2")
        right = MathTex("a^2", "=", "c^2", "-", "b^2")
        self.add(left)
        self.play(TransformMatchingTex(left, right), run_time=0.3)
        """
    ),
    "packages of tex": lesson(
        r"""
        template = TexTemplate()
        template.add_to_preamble(r"\usepackage{mathrsfs}")
        template.add_to_preamble(r"\newcommand{\half}{\tfrac12}")
        self.add(Tex(r"A sentence with $\mathscr{L} = \half\,m v^2$", tex_template=template))
        self.wait(0.2)
        """
    ),
    "a message": lesson(
        """
        import random
        import sys
        print("to the log", random.random(), np.random.rand(), np.random.default_rng(5).integers(100))
        print("to the log as well", file=sys.stderr)
        self.add(*[Dot([random.uniform(-4, 4), np.random.uniform(-3, 3), 0]) for _ in range(20)])
        self.wait(0.2)
        """
    ),
}
