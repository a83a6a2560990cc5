"""Files in, export folder out: with ``kg.cli``, the only part that opens the user's files."""
