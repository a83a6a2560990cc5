"""Published corpora as their authors give them, and the protocols by which they are scored."""
