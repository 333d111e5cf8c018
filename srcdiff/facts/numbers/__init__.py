"""Numbers: counts, amounts, shares, ages and measures."""
