"""Rules for pairs: what the words between two mentions of one sentence say about their relation."""

from __future__ import annotations

from typing import Final

from kg.extract.patterns.comparisons import COMPARISON_CUES
from kg.extract.patterns.pair_record import DET, OBJECT, SUBJECT, pair_cue
from kg.extract.patterns.record import LIST, any_of, few
from kg.vocabulary import Relation

__all__ = ["PAIR_CUES"]

_USED: Final = (
    pair_cue(
        "evaluated-on",
        Relation.EVALUATED_ON,
        "The head is tested or trained on the tail.",
        "(?:.* )?" + any_of("on across from over using with") + few(6) + LIST,
        "[H] reaches high scores on the @ and [T]",
        "[H] beats the @ and [T]",
    ),
    pair_cue(
        "evaluated-first",
        Relation.EVALUATED_ON,
        "On the tail, the head does something.",
        "(?:and @ )?" + few(2) + "(?:, )?" + "(?:.* )?",
        "on the [T] , [H] does well",
        "in the [T] , [H] does well",
        head_first=False,
        before="on " + few(4) + LIST,
    ),
    pair_cue(
        "addresses-for",
        Relation.ADDRESSES,
        "The head is for the tail.",
        SUBJECT + any_of("for to in towards toward") + DET + few(5) + LIST,
        "[H] , a network for robust [T]",
        "[H] , a network better than [T]",
    ),
    pair_cue(
        "addresses-verb",
        Relation.ADDRESSES,
        "The head solves, performs or is applied to the tail.",
        SUBJECT
        + any_of(
            "address* solv* tackl* perform* handl* applied_to apply_to applies_to used_for used_in "
            "designed_for enabl* excel* achiev* support* facilitat* improv*"
        )
        + OBJECT,
        "[H] is applied to large [T]",
        "[H] is better than large [T]",
    ),
    pair_cue(
        "addresses-compound",
        Relation.ADDRESSES,
        "The task's name stands right before the method's.",
        r"",
        "a [T] [H] is new",
        "a [T] and [H] are new",
        head_first=False,
    ),
    pair_cue(
        "addresses-by",
        Relation.ADDRESSES,
        "The tail is done by, with or via the head.",
        few(4) + any_of("by with via using through based_on") + DET + few(5) + LIST,
        "[T] is done with a small [H]",
        "[T] is worse than a small [H]",
        head_first=False,
    ),
)

_MEASURED: Final = (
    pair_cue(
        "measured-reach",
        Relation.MEASURED_BY,
        "The head reaches, gains or loses in the tail.",
        SUBJECT
        + any_of(
            "achiev* reach* obtain* attain* improv* reduc* increas* decreas* has have with "
            "exhibit* deliver* yield* sav* lower* require* provid* offer* show* maintain* boost* "
            "outperform* surpass* minimi*"
        )
        + "(?:.* )?",
        "[H] achieves a much lower [T]",
        "[H] is a kind of [T]",
    ),
    pair_cue(
        "measured-of",
        Relation.MEASURED_BY,
        "The tail of the head.",
        few(2) + any_of("of for in") + DET + few(3),
        "the [T] of our [H]",
        "the [T] beats our [H]",
        head_first=False,
    ),
    pair_cue(
        "measured-terms",
        Relation.MEASURED_BY,
        "Something is said in terms of the tail.",
        "(?:.* )?" + any_of("terms_of measured_by as_measured_by in by") + few(3) + LIST,
        "[H] wins in terms of @ and [T]",
        "[H] suffers from @ and [T]",
    ),
)

_ABOUT: Final = (
    pair_cue(
        "concerns-of",
        Relation.CONCERNS,
        "The tail of the head: its property.",
        few(2) + any_of("of in for by from") + DET + few(3),
        "the [T] of deep [H]",
        "the [T] and deep [H]",
        head_first=False,
    ),
    pair_cue(
        "concerns-compound",
        Relation.CONCERNS,
        "The two names stand side by side.",
        r"(?:'s )?",
        "the [H] [T] is convex",
        "the [H] and [T] are convex",
    ),
    pair_cue(
        "concerns-on",
        Relation.CONCERNS,
        "The head works on, with or under the tail.",
        SUBJECT
        + any_of("on with under for in from to over of between using via through")
        + DET
        + few(5)
        + LIST,
        "[H] works well with sparse @ and [T]",
        "[H] beats sparse @ and [T]",
    ),
    pair_cue(
        "concerns-verb",
        Relation.CONCERNS,
        "The head exploits, mitigates, preserves or models the tail.",
        SUBJECT
        + any_of(
            "exploit* leverag* mitigat* reduc* prevent* preserv* model* captur* learn* encod* "
            "satisf* guarante* ensur* exhibit* enforc* approximat* represent* estimat* control* "
            "suffer* avoid* account* rely relies operat* admit* impos* handl* generat* predict* "
            "converg* use uses using allow* possess* show* achiev*"
        )
        + OBJECT,
        "[H] learns the latent [T]",
        "[H] and the latent [T]",
    ),
)

#: What the words around two mentions of one sentence say about their relation.
PAIR_CUES: Final = (*COMPARISON_CUES, *_USED, *_MEASURED, *_ABOUT)
