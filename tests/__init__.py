"""Tests of ``kg``; they mirror the package."""
