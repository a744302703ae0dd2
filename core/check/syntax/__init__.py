"""Scripts that Python cannot read: what is wrong with them, and what makes them whole."""
