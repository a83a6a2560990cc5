"""The hidden folder ``.kg`` of a graph folder: what the graph was made from.

``project.json`` holds settings, pages and the version of the extractor; ``entries.jsonl`` what each
page says, one entry a line. Both follow from the project alone, as everything else in the folder;
only the log does not.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.config import Config, Provenance
from kg.errors import InputError, KgError
from kg.extract import extractor_version, paper_from_dict, paper_to_dict
from kg.pipeline.project import Project, ReadPage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["STATE_FOLDER", "State", "read_state", "write_state"]

#: Name of the hidden folder.
STATE_FOLDER: Final = ".kg"

_PROJECT: Final = "project.json"
_ENTRIES: Final = "entries.jsonl"

#: Layout of the two files; another number is another layout.
_FORMAT: Final = 1

_HINT: Final = "build it again with kg build"


@dataclass(frozen=True, slots=True)
class State:
    """A project as it lies in its folder.

    Attributes
    ----------
    project : Project
        What the graph is made from.
    extractor_version : str
        ``extractor_version`` of the one that read it.
    """

    project: Project
    extractor_version: str = ""


def write_state(folder: Path, project: Project) -> None:
    """Write what an export is made from into it.

    Parameters
    ----------
    folder : Path
        Where the export is written.
    project : Project
        What it is made from.
    """
    home = folder / STATE_FOLDER
    home.mkdir()
    settings = {
        "format": _FORMAT,
        "config": asdict(project.config),
        "title": project.title,
        "pages": [{"name": page.name, "sha256": page.sha256} for page in project.pages],
        "left_out": list(project.left_out),
        "extractor_version": extractor_version(project.config.extractor),
    }
    text = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
    (home / _PROJECT).write_text(text, encoding="utf-8", newline="\n")
    with (home / _ENTRIES).open("w", encoding="utf-8", newline="\n") as file:
        for page in project.pages:
            for paper in page.entries:
                record = {"page": page.name, **paper_to_dict(paper)}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_state(folder: Path) -> State:
    """Read what an export is made from.

    Parameters
    ----------
    folder : Path
        What ``kg build`` or ``kg add`` wrote.

    Returns
    -------
    State
        The project, and what may be used again.

    Raises
    ------
    InputError
        If the folder is no project, or its state is damaged or of another version.
    """
    home = folder / STATE_FOLDER
    try:
        settings = json.loads((home / _PROJECT).read_text("utf-8"))
        lines = (home / _ENTRIES).read_text("utf-8").split("\n")[:-1]
    except (FileNotFoundError, NotADirectoryError):
        what, hint = _no_state(folder)
        raise InputError(str(folder), what, hint=hint) from None
    except ValueError as error:
        raise InputError(str(home), "is damaged", hint=_HINT) from error
    if not isinstance(settings, dict) or "format" not in settings:
        raise InputError(str(home), "is damaged", hint=_HINT)
    if settings["format"] != _FORMAT:
        raise InputError(str(home), "was written by another version of kg", hint=_HINT)
    try:
        return _state(settings, [json.loads(line) for line in lines])
    except (LookupError, TypeError, ValueError, AttributeError, KgError) as error:
        raise InputError(str(home), "is damaged", hint=_HINT) from error


def _no_state(folder: Path) -> tuple[str, str]:
    """Tell why a folder has no state, and what would be right."""
    if not folder.exists():
        return "there is no such folder", "name what kg build wrote"
    if not folder.is_dir():
        return "is no folder", "name what kg build wrote"
    return "does not know what it was made from", _HINT


def _state(settings: Mapping[str, Any], entries: list[dict[str, Any]]) -> State:
    papers: dict[str, list[Any]] = {page["name"]: [] for page in settings["pages"]}
    for entry in entries:
        papers[entry["page"]].append(paper_from_dict(entry))
    pages = tuple(
        ReadPage(page["name"], page["sha256"], tuple(papers[page["name"]]))
        for page in settings["pages"]
    )
    told = settings["config"]
    kinds = {
        "provenance": Provenance(told["provenance"]),
        "rdf_formats": tuple(told["rdf_formats"]),
    }
    config = Config(**{**told, **kinds})
    project = Project(pages, config, settings["title"], tuple(settings["left_out"]))
    return State(project, settings["extractor_version"])
