"""``kg fetch``: papers from where they are, into a file that ``kg build`` and ``kg add`` read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.commands import app
from kg.cli.help import App
from kg.cli.progress import report_progress
from kg.errors import InputError, shown

if TYPE_CHECKING:
    from kg.fetch import Fetch

__all__ = ["fetch_app"]

fetch_app = App(
    help="Fetch papers into a file; run the same command again to go on where it was cut off.",
    no_args_is_help=True,
)
app.add_typer(fetch_app, name="fetch")

Out = Annotated[Path, typer.Option(metavar="FILE", help="File for the papers, as JSON lines.")]
Most = Annotated[int | None, typer.Option("--max", min=1, metavar="N", help="Papers at most.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="First day, YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Last day, YYYY-MM-DD.")]
Words = Annotated[str | None, typer.Option("--query", metavar="WORDS", help="What to search for.")]
Address = Annotated[str | None, typer.Option(hidden=True)]


@fetch_app.command()
def hf(
    out: Out,
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help="Daily list of a day, YYYY-MM-DD.")
    ] = None,
    week: Annotated[str | None, typer.Option(metavar="WEEK", help="Of a week, YYYY-Www.")] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Of a month, YYYY-MM.")] = None,
    query: Words = None,
    most: Most = None,
    address: Address = None,
) -> None:
    """Fetch Hugging Face's daily papers, or search them.

    Example: `kg fetch hf --date 2025-10-29 --out 2025-10-29.jsonl`
    """
    _check("--date", date, r"\d{4}-\d\d-\d\d", "YYYY-MM-DD")
    _check("--week", week, r"\d{4}-W\d\d", "YYYY-Www")
    _check("--month", month, r"\d{4}-\d\d", "YYYY-MM")
    _need("huggingface_hub", "httpx")
    from kg.fetch.hf import fetch_hf

    fetch = fetch_hf(date=date, week=week, month=month, query=query, endpoint=address)
    _run(out, ("hf", date, week, month, query, most), fetch, most)


@fetch_app.command()
def arxiv(
    out: Out,
    query: Words = None,
    ids: Annotated[
        str | None, typer.Option(metavar="IDS", help="Identifiers, commas between.")
    ] = None,
    category: Annotated[str | None, typer.Option(metavar="NAME", help="cs.LG, math.NT, …")] = None,
    since: Since = None,
    until: Until = None,
    most: Most = None,
    address: Address = None,
) -> None:
    """Fetch from arXiv, one question every three seconds, as its terms ask.

    Example: `kg fetch arxiv --category cs.LG --since 2025-10-01 --max 500 --out october.jsonl`
    """
    _need("feedparser", "httpx")
    from kg.fetch.arxiv import ARXIV, ARXIV_PAUSE, fetch_arxiv
    from kg.fetch.web import Web

    named = [one.strip() for one in (ids or "").split(",") if one.strip()]
    fetch = fetch_arxiv(
        Web(pause=ARXIV_PAUSE if address is None else 0.0),
        query=query,
        ids=named,
        category=category,
        since=since,
        until=until,
        address=address or ARXIV,
    )
    _run(out, ("arxiv", query, ids, category, since, until, most), fetch, most)


@fetch_app.command()
def oai(
    out: Out,
    address: Annotated[
        str | None, typer.Option(metavar="URL", help="Base URL; arXiv's if left out.")
    ] = None,
    prefix: Annotated[
        str, typer.Option(metavar="NAME", help="arXiv, or oai_dc for other places.")
    ] = "arXiv",
    set_name: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="Only this set: cs.")
    ] = None,
    since: Since = None,
    until: Until = None,
    most: Most = None,
) -> None:
    """Harvest a repository that speaks OAI-PMH, arXiv first of all.

    Example: `kg fetch oai --set cs --since 2025-10-01 --until 2025-10-02 --out cs.jsonl`
    """
    _check("--address", address, r"https?://.+", "http://… or https://…")
    for option, day in (("--since", since), ("--until", until)):
        _check(option, day, r"\d{4}-\d\d-\d\d", "YYYY-MM-DD")
    _need("httpx", "defusedxml")
    from kg.fetch.oai import ARXIV_OAI, fetch_oai
    from kg.fetch.web import Web

    fetch = fetch_oai(
        Web(pause=1.0 if address is None else 0.0),
        address=address or ARXIV_OAI,
        prefix=prefix,
        set_name=set_name,
        since=since,
        until=until,
    )
    _run(out, ("oai", address, prefix, set_name, since, until, most), fetch, most)


@fetch_app.command()
def openalex(
    out: Out,
    query: Words = None,
    filters: Annotated[
        str | None, typer.Option("--filter", metavar="TEXT", help="As OpenAlex has them.")
    ] = None,
    mail: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", envvar="OPENALEX_MAIL", help="Your address, for sooner answers."
        ),
    ] = None,
    most: Most = None,
    address: Address = None,
) -> None:
    """Fetch works from OpenAlex.

    Example: `kg fetch openalex --query "neural operator" --max 400 --out operators.jsonl`
    """
    _need("httpx", "defusedxml")
    from kg.fetch.catalogues import OPENALEX, fetch_openalex
    from kg.fetch.web import Web

    fetch = fetch_openalex(
        Web(), query=query, filters=filters, mail=mail, address=address or OPENALEX
    )
    _run(out, ("openalex", query, filters, most), fetch, most)


@fetch_app.command()
def s2(
    out: Out,
    query: Annotated[str, typer.Option(metavar="WORDS", help="What to search for.")],
    year: Annotated[str | None, typer.Option(metavar="YEARS", help="2024, or 2020-2024.")] = None,
    most: Most = None,
    address: Address = None,
) -> None:
    """Fetch from Semantic Scholar; `S2_API_KEY` holds your key, if you have one.

    Example: `kg fetch s2 --query "neural operator" --year 2024 --out operators.jsonl`
    """
    _check("--year", year, r"\d{4}(-\d{4})?|\d{4}-|-\d{4}", "2024 or 2020-2024")
    _need("httpx", "defusedxml")
    from kg.fetch.catalogues import S2, fetch_s2
    from kg.fetch.web import Web

    key = os.environ.get("S2_API_KEY")
    web = Web(
        pause=1.0 if address is None else 0.0, headers={} if key is None else {"x-api-key": key}
    )
    _run(
        out,
        ("s2", query, year, most),
        fetch_s2(web, query=query, year=year, address=address or S2),
        most,
    )


@fetch_app.command()
def zotero(
    library: Annotated[
        str, typer.Argument(metavar="LIBRARY", help="users/NUMBER or groups/NUMBER.")
    ],
    out: Out,
    most: Most = None,
    address: Address = None,
) -> None:
    """Fetch a Zotero library; `ZOTERO_API_KEY` holds the key of a private one.

    Example: `kg fetch zotero groups/4711 --out group.jsonl`
    """
    _check("LIBRARY", library, r"(users|groups)/\d+", "users/NUMBER or groups/NUMBER")
    _need("httpx", "defusedxml")
    from kg.fetch.catalogues import ZOTERO, fetch_zotero
    from kg.fetch.web import Web

    key = os.environ.get("ZOTERO_API_KEY")
    web = Web(headers={} if key is None else {"Zotero-API-Key": key})
    fetch = fetch_zotero(web, library=library, address=address or ZOTERO)
    _run(out, ("zotero", library, most), fetch, most)


def _check(option: str, given: str | None, pattern: str, wanted: str) -> None:
    if given is not None and re.fullmatch(pattern, given) is None:
        raise InputError(option, f"{shown(given)} does not fit", hint=f"write {wanted}")


def _need(*modules: str) -> None:
    from importlib.util import find_spec

    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        hint = "install it with: pip install 'kg[fetch]'"
        raise InputError("kg fetch", f"needs {', '.join(missing)}", hint=hint)


def _run(out: Path, asked: tuple[object, ...], fetch: Fetch, most: int | None) -> None:
    from kg.pipeline.fetching import fetch_file

    question = " ".join(str(one) for one in asked if one is not None)
    with report_progress() as progress:
        report = fetch_file(out, question, fetch, most=most, progress=progress)
    for line in report.passed_over:
        typer.echo(f"passed over: {line}", err=True)
    typer.echo(f"{report.n_papers} papers: {out}")
    typer.echo(f"next: kg build {out} --out graph, or: kg add graph {out}")
