"""What a user says of a build, in Python or on the command line → ``Config``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.checks import check_list, check_path, check_text
from kg.config import (
    DEFAULT_BASE_IRI,
    DEFAULT_EXTRACTOR,
    DEFAULT_RDF_FORMATS,
    GRAPH_MIN_CONFIDENCE,
    RDF_FORMAT_NAMES,
    Config,
    Provenance,
)
from kg.errors import ArgumentError, shown
from kg.extract.registry import check_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["ALL_FORMATS", "name_reader", "read_settings"]

#: Stands for every format of RDF.
ALL_FORMATS: Final = "all"


def read_settings(
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    min_confidence: float = GRAPH_MIN_CONFIDENCE,
    extractor: str = DEFAULT_EXTRACTOR,
    provenance: Provenance | str = Provenance.FULL,
    rdf: str | Iterable[str] = DEFAULT_RDF_FORMATS,
    lexicon: str | Path | None = None,
    llm_url: str = "",
    llm_model: str = "",
    gliner_model: str = "",
    curation: str | Path | None = None,
    n_processes: int = 1,
) -> Config:
    """Turn what a user says into settings; files that are named are read and checked.

    Parameters
    ----------
    base_iri, min_confidence, extractor, n_processes
        As in ``Config``.
    provenance : Provenance or str
        How much the RDF says about where facts come from.
    rdf : str or iterable of str
        RDF files that are written: ``"ttl,nt"``, ``("ttl", "nt")`` or ``"all"``.
    lexicon : str or Path, optional
        File with the user's own names.
    llm_url, llm_model, gliner_model : str, optional
        Where the model of an optional extractor is.
    curation : str or Path, optional
        File with a curator's decisions.

    Returns
    -------
    Config
        The settings.

    Raises
    ------
    ArgumentError
        Which argument, what is wrong with it, and what would be right.

    Examples
    --------
    >>> read_settings(rdf="ttl, rdf").rdf_formats
    ('ttl', 'nt', 'rdf')
    """
    from kg.pipeline.decisions import read_decisions_file
    from kg.pipeline.reading import read_lexicon_file

    known = tuple(Provenance)
    if provenance not in known:
        hint = f"give one of {', '.join(known)}"
        raise ArgumentError("provenance", f"there is no {shown(provenance)}", hint=hint)
    hint = f"give some of {', '.join(RDF_FORMAT_NAMES)}"
    given = check_list(rdf, "rdf", str, hint=hint)
    listed = [name for one in given for name in one.replace(",", " ").split()]
    if not listed:
        raise ArgumentError("rdf", "names no format", hint=hint)
    places = {"llm_url": llm_url, "llm_model": llm_model, "gliner_model": gliner_model}
    for name, place in places.items():
        reader = name.partition("_")[0]
        if check_text(place, name) and check_extractor(extractor).partition(":")[0] != reader:
            hint = f"name the extractor {reader} too, or leave it out"
            raise ArgumentError(name, f"is not for the extractor {shown(extractor)}", hint=hint)
    return Config(
        base_iri,
        min_confidence,
        name_reader(check_extractor(extractor), **places),
        Provenance(provenance),
        RDF_FORMAT_NAMES if ALL_FORMATS in listed else tuple(listed),
        "" if lexicon is None else read_lexicon_file(check_path(lexicon, "lexicon")),
        "" if curation is None else read_decisions_file(check_path(curation, "curation")),
        n_processes=n_processes,
    )


def name_reader(
    extractor: str, *, llm_url: str = "", llm_model: str = "", gliner_model: str = ""
) -> str:
    """Name an extractor with the place of its model, as the registry wants it.

    Parameters
    ----------
    extractor : str
        What ``--extractor`` says.
    llm_url, llm_model, gliner_model : str, optional
        What the options say; they count for the extractor that asks for them.

    Returns
    -------
    str
        ``extractor``, with a colon and the place where it needs one.

    Raises
    ------
    ArgumentError
        If only one of ``llm_url`` and ``llm_model`` is given.

    Examples
    --------
    >>> name_reader("llm", llm_url="http://127.0.0.1:8000/v1", llm_model="small")
    'llm:http://127.0.0.1:8000/v1#small'
    >>> name_reader("rules", llm_url="http://127.0.0.1:8000/v1")
    'rules'
    """
    if extractor == "llm" and bool(llm_url) != bool(llm_model):
        missing, what = ("llm_model", "name") if llm_url else ("llm_url", "address")
        raise ArgumentError(missing, "is missing", hint=f"give the {what} of the model")
    if extractor == "llm" and llm_url and llm_model:
        return f"llm:{llm_url}#{llm_model}"
    if extractor == "gliner" and gliner_model:
        return f"gliner:{gliner_model}"
    return extractor
