"""Which sentences and paragraphs of two articles belong together."""
