"""Denials and hedges: what is affirmed, and how surely."""
