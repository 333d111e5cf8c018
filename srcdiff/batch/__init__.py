"""Many pairs at once: where they come from, who compares them, what is kept."""
