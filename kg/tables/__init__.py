"""``KnowledgeGraph`` → tables, and tables → files that other programs open."""
