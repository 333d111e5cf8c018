"""Editorial review: drafts in git against their sources and last versions."""
