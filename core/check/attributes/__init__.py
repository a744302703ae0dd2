"""Attributes and methods: which there are not, and what was meant."""
