"""From blocks to a document: sentences, tokens and their forms."""
