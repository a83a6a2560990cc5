"""Trains the shipped encoder and its heads; needs the extra ``neural`` (torch)."""
