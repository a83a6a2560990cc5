"""Tests of ``kg.rdf`` and of the files in ``ontology``."""
