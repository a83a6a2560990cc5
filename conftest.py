"""Settings of all tests: hypothesis draws the same examples each time, whatever the machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Deterministic, as every test here; no deadline, since a busy machine is no bug.
settings.register_profile(
    "kg",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("kg")
