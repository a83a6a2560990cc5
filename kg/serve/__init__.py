"""A built graph over HTTP, and the processes that answer its queries.

Nothing is imported here: a worker process starts with this package and must be up at once.
"""
