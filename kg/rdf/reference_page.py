"""The reference page of the ontology: one HTML file without scripts that needs no network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_IRI
from kg.rdf.named import named_questions
from kg.rdf.reference import checks, header, prefixed, term_facts
from kg.rdf.terms import DCTERMS, NAMESPACES, OWL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.reference import TermFacts

__all__ = ["page_text"]

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6472; --line: #d9dee6; --page: #fff;
  --tint: #f4f6f9; --link: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #9aa4b2; --line: #343c48;
  --page: #14181e; --tint: #1c222b; --link: #7db7f0; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.55 system-ui, sans-serif; }
.frame { display: grid; grid-template-columns: 15rem minmax(0, 52rem); gap: 2.5rem;
  max-width: 74rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem);
  overflow: auto; font-size: .875rem; }
nav h2 { margin: 1rem 0 .25rem; font-size: .8rem; color: var(--soft); font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: block; padding: .1rem 0; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
main > h2 { margin: 2.5rem 0 1rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line);
  font-size: 1.25rem; }
section { padding: .75rem 0; border-bottom: 1px solid var(--line); }
section:target { background: var(--tint); box-shadow: -.75rem 0 var(--tint), .75rem 0 var(--tint); }
h3 { margin: 0; font-size: 1.05rem; }
h3 code { font-weight: 400; color: var(--soft); font-size: .85em; margin-left: .5rem; }
p { margin: .25rem 0 .5rem; max-width: 46rem; }
code { font: .9em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .2rem 1rem; margin: 0;
  font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; }
dd ul { margin: 0; padding-left: 1.1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
@media (max-width: 50rem) { .frame { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  nav { position: static; max-height: none; columns: 2; order: 2; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dt { margin-top: .35rem; } }
"""

#: Words for what a term leads from, and so on, in the order of the page.
_HEADINGS: Final = {"class": "Classes", "property": "Properties", "individual": "Individuals"}


def page_text() -> str:
    """Give the page.

    Returns
    -------
    str
        HTML; the same for the same ontology.
    """
    facts = term_facts()
    title = escape(header(DCTERMS.title))
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<div class="frame">\n{_contents(facts)}\n<main>\n{_introduction(title)}'
    )
    parts = [head]
    for kind, heading in _HEADINGS.items():
        parts.append(f'<h2 id="{heading.lower()}">{heading}</h2>\n')
        parts += [_section(one) for one in facts if one.kind == kind]
    parts.append(
        _table("questions", "Named questions", ("name", "question", "parameters"), _asked())
    )
    found = [(f"<code>{name}</code>", escape(what)) for name, what in checks()]
    parts.append(_table("checks", "Checks", ("check", "what is wrong"), found))
    return "".join(parts) + "</main>\n</div>\n</body>\n</html>\n"


def _introduction(title: str) -> str:
    facts = [
        ("Namespace", f"<code>{ONTOLOGY_IRI}</code>, prefix <code>kg</code>"),
        ("Version", f"<code>{escape(header(OWL.versionIRI))}</code>"),
        ("Licence", _link(header("http://purl.org/dc/terms/license"))),
        (
            "Files",
            ", ".join(
                f'<a href="{name}">{name}</a>'
                for name in ("kg.ttl", "alignments.ttl", "shapes.ttl", "context.jsonld")
            ),
        ),
        (
            "Prefixes",
            "<br>".join(f"<code>{one.prefix}: {escape(one.base)}</code>" for one in NAMESPACES),
        ),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{shown}</dd>" for name, shown in facts)
    described = escape(header("http://purl.org/dc/terms/description"))
    return f"<h1>{title}</h1>\n<p>{described}</p>\n<dl>{listed}</dl>\n"


def _contents(facts: Iterable[TermFacts]) -> str:
    lines = ['<nav aria-label="Terms">']
    for kind, heading in _HEADINGS.items():
        links = "".join(f"<li>{_term(one.name)}</li>" for one in facts if one.kind == kind)
        lines.append(f'<h2><a href="#{heading.lower()}">{heading}</a></h2><ul>{links}</ul>')
    lines.append('<h2><a href="#questions">Named questions</a></h2>')
    lines.append('<h2><a href="#checks">Checks</a></h2></nav>')
    return "\n".join(lines)


def _section(one: TermFacts) -> str:
    is_property = one.kind == "property"
    aligned = [f"{words} {_link(iri)}" for words, iri in one.aligned]
    rows = [
        ("type" if one.kind == "individual" else f"sub{one.kind} of", _terms(one.above)),
        (f"super{one.kind} of", _terms(one.below)),
        ("from", _terms(one.domain)),
        ("to", _terms(one.range)),
        ("is", escape(", ".join(one.traits))),
        ("elsewhere", "<br>".join(aligned)),
        ("faults told", _list(one.rules)),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{shown}</dd>" for name, shown in rows if shown)
    local = one.name.partition(":")[2]
    title = escape(one.label if is_property or one.label == local else local)
    about = f"<p>{escape(one.comment)}</p>\n<dl>{listed}</dl>\n"
    return f'<section id="{local}">\n<h3>{title}<code>{one.name}</code></h3>\n{about}</section>\n'


def _asked() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for question in named_questions():
        given = ", ".join(
            f"<code>{one.name}</code>: {escape(one.description)}" for one in question.parameters
        )
        rows.append((f"<code>{question.name}</code>", escape(question.title), given))
    return rows


def _table(
    anchor: str, heading: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]
) -> str:
    head = "".join(f"<th>{column}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return (
        f'<h2 id="{anchor}">{heading}</h2>\n<table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>\n"
    )


def _terms(names: Iterable[str]) -> str:
    return ", ".join(map(_term, names))


def _term(name: str) -> str:
    prefix, _, local = name.partition(":")
    return (
        f'<a href="#{local}"><code>{name}</code></a>' if prefix == "kg" else f"<code>{name}</code>"
    )


def _link(iri: str) -> str:
    return f'<a href="{escape(iri)}"><code>{escape(prefixed(iri))}</code></a>'


def _list(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(one)}</li>" for one in items)
    return f"<ul>{listed}</ul>" if listed else ""
