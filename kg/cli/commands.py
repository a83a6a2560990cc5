"""The commands of ``kg``; each is thin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.help import App
from kg.cli.options import AnswerFormat, Memory, Timeout  # noqa: TC001 - typer reads them
from kg.cli.progress import report_progress
from kg.cli.readers import GlinerModel, LlmModel, LlmUrl, asked_places
from kg.config import (
    DEFAULT_BASE_IRI,
    DEFAULT_EXTRACTOR,
    DEFAULT_RDF_FORMATS,
    GRAPH_MIN_CONFIDENCE,
    RDF_FORMAT_NAMES,
    Provenance,
)
from kg.errors import InputError
from kg.extract.registry import EXTRACTOR_NAMES
from kg.pipeline.settings import read_settings

__all__ = ["app"]

app = App(
    name="kg",
    help="A knowledge graph of methods, datasets and concepts, read from papers' abstracts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_PAGES_HELP = (
    "Listing pages (.txt), JSON lines (.jsonl: id, title, abstract), folders or globs of them; "
    "'-' reads standard input."
)
Pages = Annotated[list[str], typer.Argument(metavar="PAGE", help=_PAGES_HELP)]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="What kg build wrote.")]
BaseIri = Annotated[str, typer.Option(metavar="IRI", help="Base of the IRIs of the data.")]
Extractor = Annotated[
    str, typer.Option(metavar="NAME", help=f"Who reads: {', '.join(EXTRACTOR_NAMES)}.")
]
Lexicon = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Names to find: name, tab, type; docs/lexicon.md."),
]
Threshold = Annotated[
    float, typer.Option(metavar="NUMBER", help="Drop what is less sure than this; 0 to 1.")
]


_PROVENANCE_HELP = (
    "What the RDF says of where facts come from: none, their sentences (assertions), or also every "
    "mention (full)."
)
_RDF_DEFAULT = ",".join(DEFAULT_RDF_FORMATS)
_RDF_HELP = f"RDF files, of {', '.join(RDF_FORMAT_NAMES)}, or all; nt is always written."


def _show_version(*, value: bool) -> None:
    if value:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _global_options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Read titles and abstracts; get a graph that can be opened, queried and programmed."""


@app.command()
def build(
    context: typer.Context,
    pages: Pages,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for the export; replaced as a whole.")
    ],
    base_iri: BaseIri = DEFAULT_BASE_IRI,
    min_confidence: Threshold = GRAPH_MIN_CONFIDENCE,
    extractor: Extractor = DEFAULT_EXTRACTOR,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Heading of the page.")] = None,
    provenance: Annotated[Provenance, typer.Option(help=_PROVENANCE_HELP)] = Provenance.FULL,
    rdf: Annotated[str, typer.Option(metavar="FORMATS", help=_RDF_HELP)] = _RDF_DEFAULT,
    lexicon: Lexicon = None,
    llm_url: LlmUrl = "",
    llm_model: LlmModel = "",
    gliner_model: GlinerModel = "",
    curation: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What you decided; see kg review.")
    ] = None,
) -> None:
    """Build a graph from PAGEs and write every view of it to a folder.

    Examples: `kg build page.txt --out graph` · `kg build 'pages/*.txt' more.jsonl --out graph`
    """
    from kg.cli import show
    from kg.link.curation import read_decisions
    from kg.pipeline.build import build_export
    from kg.pipeline.inputs import find_pages

    config = read_settings(
        base_iri=base_iri,
        min_confidence=min_confidence,
        extractor=extractor,
        provenance=provenance,
        rdf=rdf,
        lexicon=lexicon,
        **asked_places(context),
        curation=curation,
        n_processes=0,
    )
    with report_progress() as progress:
        report = build_export(find_pages(pages), out, config, progress=progress, title=title)
    show.print_build(report, out)
    if curation is not None and not read_decisions(config.decisions, str(curation)):
        typer.echo(
            f"kg: {curation}: decides nothing; take the # away from what you decide", err=True
        )


@app.command()
def extract(
    context: typer.Context,
    pages: Pages,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="File for the extractions, one paper a line.")
    ],
    min_confidence: Threshold = 0.0,
    extractor: Extractor = DEFAULT_EXTRACTOR,
    lexicon: Lexicon = None,
    llm_url: LlmUrl = "",
    llm_model: LlmModel = "",
    gliner_model: GlinerModel = "",
) -> None:
    """Write what each paper says: entities, roles, relations, results, with their places.

    Example: `kg extract papers.jsonl --out extractions.jsonl`
    """
    from kg.cli import show
    from kg.extract import extraction_to_line
    from kg.pipeline.build import extract_pages
    from kg.pipeline.folder import check_file, replace_file
    from kg.pipeline.inputs import find_pages

    config = read_settings(
        min_confidence=min_confidence,
        extractor=extractor,
        lexicon=lexicon,
        **asked_places(context),
        n_processes=0,
    )
    check_file(out)
    if any(Path(page).exists() and out.exists() and out.samefile(page) for page in pages):
        raise InputError(str(out), "is one of the pages", hint="name another file")
    with report_progress() as progress:
        _, extractions = extract_pages(find_pages(pages), config, progress=progress)
    with replace_file(out) as staging, staging.open("w", encoding="utf-8", newline="\n") as file:
        for extraction in extractions:
            file.write(extraction_to_line(extraction))
    show.print_extracted(extractions, out)


@app.command()
def stats(folder: Folder) -> None:
    """Count what a graph holds and list what stands out.

    Example: `kg stats graph`
    """
    from kg.cli import show
    from kg.pipeline.load import load_graph

    show.print_stats(load_graph(folder))


@app.command(name="show")
def show_node(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Any name of the node; case does not count.")
    ],
    why: Annotated[bool, typer.Option("--why", help="Say why its names are one node.")] = False,
) -> None:
    """Show a node: its names, papers, facts, and the sentences that say so.

    Examples: `kg show graph LoRA` · `kg show graph "gradient descent" --why`
    """
    from kg.cli.node import print_node
    from kg.graph.analysis import find_node
    from kg.pipeline.load import load_graph

    graph = load_graph(folder)
    print_node(graph, find_node(graph, name), why=why)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    folder: Folder,
    sparql: Annotated[str | None, typer.Argument(metavar="SPARQL", help="A SPARQL query.")] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file with a SPARQL query.")
    ] = None,
    named: Annotated[
        str | None, typer.Option(metavar="NAME", help="A named question; see --list.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A parameter of the named question."),
    ] = None,
    output: AnswerFormat = None,
    list_named: Annotated[bool, typer.Option("--list", help="List the named questions.")] = False,
    timeout: Timeout = 60.0,
    memory: Memory = 1024,
) -> None:
    """Ask a graph in SPARQL, or by the name of a question.

    Examples: `kg query graph --named methods-on-dataset --dataset ImageNet` ·
    `kg query graph 'SELECT ?m WHERE { ?m a kg:Method }' --format csv`
    """
    from kg.cli import show
    from kg.cli.ask import named_options
    from kg.cli.asking import ask_folder, read_parameters, read_query
    from kg.rdf import find_question, named_questions

    words = [*(() if sparql is None else (sparql,)), *context.args]
    given = read_parameters(param or [])
    if named is not None and "{" in (sparql or ""):  # a query, not the value of a parameter
        raise InputError("kg query", "ask one thing", hint="give a query or --named, not both")
    if named is not None:
        given |= named_options(find_question(named), words)
        sparql = None
    elif (strange := next((word for word in words if word[:2] == "--"), None)) is not None:
        context.fail(f"No such option: {strange}")
    elif context.args:
        context.fail(f"Got unexpected extra argument ({context.args[0]})")
    if list_named:
        show.print_questions(named_questions())
        return
    if sum(one is not None for one in (sparql, file, named)) != 1:
        raise InputError("kg query", "ask one thing", hint="give a query, --file or --named")
    text = read_query(file) if sparql is None and named is None else sparql
    result = ask_folder(
        folder,
        text,
        named=named,
        parameters=given,
        timeout_s=timeout,
        memory_mb=memory,
        where=None if file is None else "stdin" if str(file) == "-" else str(file),
    )
    show.print_result(result, output)


@app.command()
def validate(
    folder: Folder,
    pyshacl: Annotated[
        bool, typer.Option("--pyshacl", help="Let pySHACL judge too; takes minutes.")
    ] = False,
) -> None:
    """Check an export against the ontology's shapes; exit with 1 if something is wrong.

    Example: `kg validate graph`
    """
    from kg.cli import show
    from kg.pipeline.check import validate_export

    findings = validate_export(folder, pyshacl=pyshacl)
    show.print_findings(findings, folder)
    if findings:
        raise typer.Exit(1)
