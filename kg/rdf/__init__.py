"""``KnowledgeGraph`` → triples, and the way back; shapes, checks, queries, the store.

The values are written straight to text: no graph of a library stands between. What the terms mean
stands in ``ontology/kg.ttl``.
"""
