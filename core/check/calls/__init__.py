"""Calls: which parameter gets which argument, and what was meant by those that nothing takes."""
