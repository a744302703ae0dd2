"""Formulas as LaTeX and Manim read them."""
