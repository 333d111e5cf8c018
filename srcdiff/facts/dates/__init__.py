"""Dates, times of day and lengths of time."""
