"""Edits of a script's text, and fixes made of them."""
