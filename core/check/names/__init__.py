"""Names that a script uses: where they come from, and what was meant by those that nobody gives."""
