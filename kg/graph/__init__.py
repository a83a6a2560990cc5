"""Groups → ``KnowledgeGraph``: the one value that every view is made from."""
