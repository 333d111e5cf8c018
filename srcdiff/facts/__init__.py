"""Facts that sentences state, and where two articles contradict each other."""
