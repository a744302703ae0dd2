"""Points, colours and literal texts."""
