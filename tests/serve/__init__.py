"""Tests of ``kg.serve``: workers, the protocol, attacks, pages, clients."""
