"""Placeholder: its owner writes what it turns into what."""
