"""Measures rendering: ours against plain Manim with the same scripts. `make bench` runs it, no test does."""
