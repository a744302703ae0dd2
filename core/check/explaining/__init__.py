"""Saying what an exception of a script means to who wrote it, by what Manim has."""
