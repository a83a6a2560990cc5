"""Settings of all tests: hypothesis draws the same examples each time, whatever the machine."""

from __future__ import annotations

from importlib.util import find_spec

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

#: The code that trains the encoder needs torch, which only those install who train.
collect_ignore_glob = [] if find_spec("torch") else ["kg/train/neural/*.py"]
