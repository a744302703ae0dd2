"""Reading the installed Manim, by looking at what it is made of and at its source. Imports it."""
