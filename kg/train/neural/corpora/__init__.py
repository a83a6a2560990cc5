"""The network on published corpora, by their own protocols; beside the published figures."""
