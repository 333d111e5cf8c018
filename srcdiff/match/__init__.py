"""Which articles of two collections cover the same story.

article.py reads a file to its terms, terms.py makes arrays of a collection,
weigh.py gives terms their weights and articles their vectors, evidence.py says what
speaks for a pair, and pairs.py chooses.
"""
