"""Plural → singular, for the vocabulary of science.

Rules for regular endings, a table for Greek and Latin plurals, and a list of words that only look
like plurals. The case of the word counts: ``GANs`` is a plural, ``AdS`` is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.text.words import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IRREGULAR", "NEVER_PLURAL", "singular"]

#: Words that end in ``s`` and are singular, or have no singular: nouns and names.
NEVER_PLURAL: Final = word_set(
    "adams aegis afterwards ahlfors alas algaas alias always andes andrews angeles apparatus",
    "arkansas asbestos atlas barnes bayes bernays bias borcherds brans bremsstrahlung brooks",
    "burgers canvas chaos charles cityscapes clothes collins connes corps cosmos cummings dallas",
    "daubechies davies descartes diabetes does douglas dubins edwards elegans erdos ethos evans",
    "facies forbes foulkes fps fuchs gaas gas gates gbps gennes ghys gibbs gowers graves",
    "greenlees haas hartogs has hastings hawkes hayes hedges helios hermes higgs hobbes hodges",
    "holmes hopkins hughes huygens hyades inas ingaas its ives jacobs james jaynes jones kbps",
    "keras keynes kubernetes kudos lagarias lagos lanczos langlands lars ldots lens ltimes lucas",
    "mars mathews matthews mbps means mercedes moses movielens myers naples netherlands news",
    "nichols nicolas nowadays nuscenes otimes ourselves owens pancreas pandas pathos peierls",
    "perhaps phelps phillips phys pitts pleiades postgres potts procrustes pus recsys reuters",
    "reynolds rhinoceros rhodes richards robbins roberts rodrigues rogers rtimes sachs series",
    "siemens simmons simons socrates sometimes species stephens stevens stieltjes stokes texas",
    "thales themselves thermos thomas thus tits tonks towards townes vasconcelos vegas versus",
    "vries wales walters was wells whereas wiles wilks williams yates yes zeus",
)

#: Plurals that no rule gives.
IRREGULAR: Final[Mapping[str, str]] = MappingProxyType(
    dict(
        pair.split(":")
        for pair in sorted(
            word_set(
                "algae:alga analyses:analysis ansatze:ansatz antennae:antenna",
                "antitheses:antithesis apices:apex appendices:appendix automata:automaton",
                "axes:axis bacteria:bacterium bases:basis cacti:cactus calculi:calculus",
                "children:child codices:codex corpora:corpus cortices:cortex crises:crisis",
                "criteria:criterion curricula:curriculum diagnoses:diagnosis",
                "equilibria:equilibrium errata:erratum extrema:extremum foci:focus",
                "formulae:formula fungi:fungus ganglia:ganglion genera:genus halves:half",
                "helices:helix hypotheses:hypothesis indices:index infima:infimum",
                "lacunae:lacuna larvae:larva leaves:leaf lemmata:lemma lives:life loci:locus",
                "matrices:matrix maxima:maximum memoranda:memorandum men:man",
                "metastases:metastasis metropoles:metropolis mice:mouse minima:minimum",
                "mitochondria:mitochondrion momenta:momentum nebulae:nebula nuclei:nucleus",
                "oases:oasis optima:optimum paralyses:paralysis parentheses:parenthesis",
                "phenomena:phenomenon phyla:phylum polyhedra:polyhedron presheaves:presheaf",
                "prostheses:prosthesis quanta:quantum radii:radius schemata:schema",
                "sheaves:sheaf shelves:shelf simplices:simplex spectra:spectrum",
                "stimuli:stimulus strata:stratum supernovae:supernova suprema:supremum",
                "symposia:symposium syntheses:synthesis taxa:taxon tetrahedra:tetrahedron",
                "theses:thesis tori:torus vacua:vacuum vertebrae:vertebra vertices:vertex",
                "vortices:vortex wolves:wolf women:woman zeroes:zero",
            )
        )
    )
)

#: Words in ``-ics`` that are plurals; the others (``physics``) name a field.
_ICS: Final = word_set(
    "basics characteristics clinics comics conics critics cubics fabrics",
    "generics harmonics heuristics lyrics metrics mimics mosaics organics plastics",
    "quadrics quartics relics submetrics topics tropics",
)
#: Plurals that lose ``es``, though a rule would take ``s``; and the other way round.
_LOSE_ES: Final = word_set(
    "aliases apparatuses atlases biases bonuses buses campuses canvases censuses focuses gases",
    "lenses statuses viruses",
)
_LOSE_S: Final = word_set(
    "avalanches caches calories cookies headaches lies movies niches oboes pies prairies psyches",
    "rookies selfies shoes sorties ties toes zombies",
)
_ACRONYM_PLURAL: Final = re.compile(r"(.*[A-Z])s")
_INNER_CAPITAL: Final = re.compile(r".+[A-Z]")
_ES: Final = re.compile(r"(.+(?:ch|sh|ss|x|zz|[^aeo]o))es")


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """Give the singular of a word.

    Parameters
    ----------
    word : str
        One word, in the case that the text has; no possessive.

    Returns
    -------
    str
        Its singular in the same case if it is a plural, else the word itself.

    Examples
    --------
    >>> [singular(word) for word in ("GANs", "networks", "matrices", "losses", "theories")]
    ['GAN', 'network', 'matrix', 'loss', 'theory']
    >>> [singular(word) for word in ("AdS", "Bayes", "bias", "physics", "1990s", "analysis")]
    ['AdS', 'Bayes', 'bias', 'physics', '1990s', 'analysis']
    """
    lower = word.lower()
    if lower in IRREGULAR:
        return _like(word, IRREGULAR[lower])
    if not word.endswith("s") or lower in NEVER_PLURAL:
        return word
    acronym = _ACRONYM_PLURAL.fullmatch(word)
    if acronym is not None:
        return acronym[1]
    if len(word) <= 3:
        return word
    if lower.endswith(("ss", "us", "is")) or not word[-2].isalpha():
        return word
    if lower.endswith("ics") and lower not in _ICS and not _INNER_CAPITAL.match(word):
        return word
    return _regular(word, lower)


def _regular(word: str, lower: str) -> str:
    if lower in _LOSE_S:
        return word[:-1]
    if lower.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if lower in _LOSE_ES or _ES.fullmatch(lower):
        return word[:-2]
    return word[:-1]


def _like(word: str, form: str) -> str:
    return form.capitalize() if word[0].isupper() else form
