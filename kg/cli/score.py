"""``kg score``: how good it is, against what people judged."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.help import App
from kg.cli.progress import report_progress
from kg.cli.readers import GlinerModel, LlmModel, LlmUrl, asked_places
from kg.config import DEFAULT_EXTRACTOR
from kg.errors import InputError
from kg.pipeline.settings import read_settings

__all__ = ["score_app"]

score_app = App(
    name="score",
    help="Score what is found against annotations, or compare two predictions.",
    invoke_without_command=True,
)

_SEVERAL = "may be given again."
Compared = tuple[Path, Path]


@score_app.callback()
def score(
    context: typer.Context,
    gold: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help=f"Annotations; {_SEVERAL}")
    ] = None,
    papers: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help=f"Texts: id, title, abstract; {_SEVERAL}"),
    ] = None,
    predicted: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What kg extract wrote of these papers.")
    ] = None,
    compare: Annotated[
        Compared | None,
        typer.Option(metavar="A B", help="Say what B has and A has not, and the reverse."),
    ] = None,
    extractor: Annotated[
        str, typer.Option(metavar="NAME", help="Who reads the papers, where nothing is predicted.")
    ] = DEFAULT_EXTRACTOR,
    llm_url: LlmUrl = "",
    llm_model: LlmModel = "",
    gliner_model: GlinerModel = "",
    min_confidence: Annotated[
        float, typer.Option(metavar="NUMBER", help="What an extractor drops as too unsure; 0 to 1.")
    ] = 0.0,
    samples: Annotated[
        int, typer.Option(metavar="N", min=0, help="Draws of papers for the intervals; 0 for none.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="Of the draws.")] = 0,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Say how far confidences can be trusted.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Reliability diagram to write, SVG.")
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=0, help="Most changes of a kind to list; 0 for all.")
    ] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score against annotations, or compare two predictions.

    Examples: `kg score --gold dev.jsonl --papers papers.jsonl` ·
    `kg score --gold dev.jsonl --papers papers.jsonl --predicted mine.jsonl --calibration` ·
    `kg score --compare before.jsonl after.jsonl --gold dev.jsonl --papers papers.jsonl`
    """
    if context.invoked_subcommand is not None:
        return
    from kg.cli import scores
    from kg.pipeline import scoring
    from kg.pipeline.folder import check_file

    if plot is not None:
        check_file(plot)
        if plot.suffix.lower() != ".svg":
            raise InputError("--plot", f"{plot} is no name of an SVG", hint="end it in .svg")
    if bool(gold) != bool(papers):
        raise InputError("kg score", "one of --gold and --papers is missing", hint="give both")
    annotated = scoring.read_annotated(papers or (), gold or ())
    if gold and not annotated:
        raise InputError("--gold", "there is no annotation in it", hint="give one a line")
    if compare is not None:
        sides = [scoring.read_predictions(path) for path in compare]
        scores.print_comparison(sides[0], sides[1], annotated, limit=limit, as_json=as_json)
        return
    if not annotated:
        hint = "give --gold and --papers, or --compare and two files"
        raise InputError("kg score", "nothing to score", hint=hint)
    if predicted is not None:
        found = scoring.read_predictions(predicted)
    else:
        config = read_settings(
            min_confidence=min_confidence,
            extractor=extractor,
            **asked_places(context),
        )
        with report_progress() as progress:
            found = scoring.predict([one.paper for one in annotated], config, progress=progress)
    if calibration or plot is not None:
        scores.print_calibration(annotated, found, plot=plot, as_json=as_json)
    else:
        scores.print_scores(annotated, found, n_samples=samples, seed=seed, as_json=as_json)
