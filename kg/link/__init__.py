"""Extractions of all papers → groups: one per thing, with the reason for each join."""

from __future__ import annotations

from kg.link.groups import Group, Join, KindOf, Linking, Match, Member
from kg.link.link import link

__all__ = ["Group", "Join", "KindOf", "Linking", "Match", "Member", "link"]
