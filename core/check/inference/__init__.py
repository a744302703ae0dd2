"""Following what a script's names, attributes and calls are, without running it."""
