"""The table of sources: where the names of the lexicon come from, on what terms, what is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["SOURCES", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where names come from, and on what terms.

    Attributes
    ----------
    id : str
        Id of the source; the name of its file, and the source of its rows.
    origin : str
        Repository, commit and files.
    licence : str
        SPDX id of the licence of the names, as far as the source states one.
    credit : str
        Whom to name.
    drawn : str
        Which names are taken, and how they are typed.
    typed : bool
        False if it gives its names no type and the last word is asked.
    """

    id: str
    origin: str
    licence: str
    credit: str
    drawn: str
    typed: bool = True


_HF_REPOSITORIES: Final = (
    "github.com/huggingface: huggingface.js@fe42e680 packages/tasks, evaluate@a7dd3383 metrics, "
    "transformers.js@5ed4c5c0 list of models, datasets@d7dfbc83 cards"
)

#: Every source, in the order of the README.
SOURCES: Final = (
    Source(
        "pwc",
        "Papers with Code: methods of May 2022 (github.com/mariaayuso/topic-modeling-on-software"
        "@93b8bffe), evaluation tables of November 2020 (github.com/skaltman/ai-progress@a5ae293d),"
        " tasks, data sets and metrics of July 2025 "
        "(github.com/World-Snapshot/papers-with-code@c50b88eb)",
        "CC-BY-SA-4.0",
        "Papers with Code (paperswithcode.com)",
        "methods with their long forms; tasks with synonyms; data sets without a final 'dataset'; "
        "metrics seen twice; of the models' names only those of one word with a capital inside",
    ),
    Source(
        "sota-extractor",
        "github.com/paperswithcode/sota-extractor@e6374da1 data/tasks",
        "Apache-2.0",
        "The sota-extractor authors",
        "tasks and data sets of the tables, and the synonyms of tasks",
    ),
    Source(
        "cso",
        "Computer Science Ontology 3.4.1, labels "
        "(github.com/faisalramzan3725/w2v_model_for_cso_classifier@d667ab39 cso_label)",
        "CC-BY-4.0",
        "Salatino et al., The Computer Science Ontology (cso.kmi.open.ac.uk)",
        "all labels; typed by the last word, else Concept",
        typed=False,
    ),
    Source(
        "physh",
        "github.com/physh-org/PhySH@1f46b8a0",
        "CC0-1.0",
        "American Physical Society, Physics Subject Headings (physh.org)",
        "terms with alternative labels; those under Techniques only are Methods, others Concepts",
    ),
    Source(
        "uat",
        "github.com/astrothesaurus/UAT@8886cf4f",
        "CC-BY-SA-3.0",
        "The Unified Astronomy Thesaurus (astrothesaurus.org)",
        "terms with alternative names; typed by the last word, else Concept",
        typed=False,
    ),
    Source(
        "mathgloss",
        "github.com/MathGloss/MathGloss@682e969d data/database.csv, chicago.csv, mathlib.csv",
        "MIT",
        "Horowitz and de Paiva, MathGloss; labels of Wikidata (CC0-1.0) and Mathlib (Apache-2.0)",
        "labels with the names that other glossaries give the same Wikidata item; typed by the "
        "last word, else Concept",
        typed=False,
    ),
    Source(
        "nlab",
        "github.com/MathGloss/MathGloss@682e969d data/nlab.csv",
        "MIT",
        "Titles of the pages of the nLab (ncatlab.org), as listed by MathGloss",
        "titles that hold a word in lower case; typed by the last word, else Concept",
        typed=False,
    ),
    Source(
        "planetmath",
        "github.com/MathGloss/MathGloss@682e969d data/planetmath.csv",
        "CC-BY-SA-3.0",
        "Titles of PlanetMath (planetmath.org), as listed by MathGloss",
        "titles that are terms, not statements or proofs; typed by the last word, else Concept",
        typed=False,
    ),
    Source(
        "huggingface",
        _HF_REPOSITORIES,
        "Apache-2.0",
        "Hugging Face (huggingface.js: MIT, all others Apache-2.0)",
        "names of tasks, metrics, model families and data sets",
    ),
    Source(
        "lm-eval",
        "github.com/EleutherAI/lm-evaluation-harness@4e7e0d47 lm_eval/tasks",
        "MIT",
        "EleutherAI",
        "titles of the tasks' pages, as data sets",
    ),
    Source(
        "timm",
        "github.com/huggingface/pytorch-image-models@aa4b5850 results/results-imagenet.csv",
        "Apache-2.0",
        "Ross Wightman",
        "families of architectures: the part of a name before its first underscore",
    ),
    Source(
        "open-llms",
        "github.com/eugeneyan/open-llms@78a2524e README.md",
        "Apache-2.0",
        "Eugene Yan",
        "families of language models: a name without version and size",
    ),
    Source(
        "torchmetrics",
        "github.com/Lightning-AI/torchmetrics@dab03339 docs/source",
        "Apache-2.0",
        "Lightning AI",
        "titles of the metrics' pages",
    ),
    Source(
        "nlp-fos",
        "github.com/NLP-Knowledge-Graph/NLP-KG-WebApp@a0014d8c NLP-FoS-Hierarchy.owl",
        "MIT",
        "Schopf and Matthes, NLP-KG",
        "labels with synonyms; types as given, all but Task and Method are Concepts",
    ),
    Source(
        "nlp-progress",
        "github.com/sebastianruder/NLP-progress@379f03ff english/*.md",
        "MIT",
        "Sebastian Ruder",
        "headings: of the first level as tasks; words with two capitals or digits as data sets",
    ),
    Source(
        "arxiv",
        "github.com/arXiv/arxiv-base@0f94fa03 arxiv/taxonomy/definitions.py",
        "MIT",
        "Cornell University",
        "names of categories, as fields of study (Concept), without 'General …' and 'Other …'",
    ),
    Source(
        "arxiv-abbreviations",
        "Titles and abstracts of 120,870 papers on arXiv (metadata)",
        "CC0-1.0",
        "The authors of the papers, by way of arXiv (arxiv.org)",
        "terms of several words that two or more abstracts abbreviate by their initials, with the "
        "short form where it mostly means that; typed by the last word, else Method",
        typed=False,
    ),
)
