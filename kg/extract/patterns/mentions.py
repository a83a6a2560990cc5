"""Rules for single mentions: what the words beside one say about its role in the paper."""

from __future__ import annotations

import re
from typing import Final

from kg.extract.patterns.record import LIST, MentionCue, any_of, behind, few
from kg.extract.patterns.rows import PROPOSE

__all__ = ["MENTION_CUES"]

_DET: Final = r"(?:(?:a|an|the|our|two|three|several) )?"
_ADJ: Final = few(5)
_SHORT_FORM: Final = r"(?:\( @ \) )?"
_NUMBER: Final = r"[+~<>]?\d[\d.,]*x? "
_UNIT: Final = r"(?:% |× |times |points |x |fold |percent )?"


def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


#: What the words beside a mention say about its role.
MENTION_CUES: Final = (
    MentionCue(
        "role.proposed-object",
        "The object of a verb of proposing.",
        behind(rf"{PROPOSE}{_DET}{_ADJ}"),
        None,
        "we propose the new [X] for this",
        "we train the new [X] for this",
    ),
    MentionCue(
        "role.called",
        "A name given to something new.",
        behind(
            any_of(
                "called termed named dubbed coined denoted namely i.e. abbreviated_as titled "
                "referred_to_as we_call we_name we_term named_as"
            )
            + r"(?:[\"'`“‘(,] )*"
        ),
        None,
        "a new scheme called [X] is given",
        "a new scheme like [X] is given",
    ),
    MentionCue(
        "role.appositive",
        "A name explained at once by what it is.",
        None,
        _behind(rf"{_SHORT_FORM}, (?:a|an|our|which|the first) "),
        "we introduce [X] , a new model",
        "we introduce [X] , and a model",
    ),
    MentionCue(
        "role.definition",
        "A name explained by what it is.",
        None,
        _behind(rf"{_SHORT_FORM}(?:is|are) (?:a|an|the first|the|our) "),
        "[X] is a library",
        "[X] is slow",
    ),
    MentionCue(
        "role.title-name",
        "The name before a colon at the beginning of a title.",
        re.compile(r"^$"),
        _behind(rf"{_SHORT_FORM}[:–—-] "),
        "[X] : a new model",
        "a study of [X] : part one",
    ),
    MentionCue(
        "role.our",
        "The authors call it theirs.",
        behind(rf"(?:our |the proposed |this proposed |proposed ){_ADJ}"),
        None,
        "our full [X] is fast",
        "their full [X] is fast",
    ),
    MentionCue(
        "role.own-is",
        "A name set beside “our method”.",
        behind(r"@own (?:, )?(?:\( )?(?:called |named |termed |dubbed |is )?"),
        None,
        "@own , [X] , is fast",
        "the method , [X] , is fast",
    ),
    MentionCue(
        "role.than",
        "What something is better than.",
        behind(
            any_of(
                "than over outperform* surpass* exceed* beat beats compared_to compared_with "
                "against versus vs unlike relative_to"
            )
            + _ADJ
            + LIST
        ),
        None,
        "it is better than standard @ and [X]",
        "it is trained with standard @ and [X]",
    ),
    MentionCue(
        "role.baseline",
        "It stands among baselines or earlier methods.",
        behind(
            any_of("baseline* competitors competing state_-_of_-_the_-_art existing previous prior")
            + few(2)
            + r"(?:,? ?(?:such as|like|including) )?"
            + LIST
        ),
        None,
        "it beats baselines such as @ , [X]",
        "it works with tools such as @ , [X]",
    ),
    MentionCue(
        "role.baseline-right",
        "It is called a baseline.",
        None,
        _behind(few(1) + any_of("baseline baselines competitors counterpart counterparts")),
        "it beats the [X] baselines by far",
        "it beats the [X] in speed",
    ),
    MentionCue(
        "role.such-as",
        "It is named as an example.",
        behind(any_of("such_as like e.g. including for_example notably") + "(?:, )?" + LIST),
        None,
        "models such as @ and [X] are large",
        "models with @ and [X] are large",
    ),
    MentionCue(
        "role.used-object",
        "The object of a verb of using.",
        behind(
            any_of(
                "using use uses used utili* employ* leverag* via through based_on by_means_of "
                "build_on builds_on built_on build_upon builds_upon apply applying adopt* exploit* "
                "incorporat* combin* integrat* with"
            )
            + _DET
            + _ADJ
            + LIST
        ),
        None,
        "it is solved using the sparse [X]",
        "it is better than the sparse [X]",
    ),
    MentionCue(
        "role.tested-on",
        "What something is tested or trained on.",
        behind(
            any_of("on from across over") + r"(?:both |the |several |various )*" + few(4) + LIST
        ),
        None,
        "results on the popular @ and [X] are good",
        "results of the popular @ and [X] are good",
    ),
    MentionCue(
        "role.studied-object",
        "The object of a verb of studying.",
        behind(
            any_of(
                "study studies studied studying investigat* analy* explor* examin* consider* "
                "understand* characteri* address* focus_on focuses_on tackl* revisit*"
            )
            + _DET
            + _ADJ
            + LIST
        ),
        None,
        "we study the implicit [X] of nets",
        "it suffers the implicit [X] of nets",
    ),
    MentionCue(
        "role.purpose",
        "What something is for.",
        behind(any_of("for to toward towards") + _DET + _ADJ + LIST),
        None,
        "a network for robust [X]",
        "a network with robust [X]",
    ),
    MentionCue(
        "role.field",
        "A field or an area, named as background.",
        behind(r"(?:in|field of|fields of|area of|areas of|across|within) (?:the )?"),
        _behind(r"(?:[,.] |and @ |community |literature |has |have |is |are )"),
        "it is used in [X] .",
        "it is used for [X] .",
    ),
    MentionCue(
        "role.reached",
        "A measure that something reaches, gains or loses.",
        behind(
            any_of(
                "achiev* reach* obtain* attain* improv* reduc* increas* decreas* higher lower "
                "better faster superior comparable competitive best minimi* measured_by terms_of"
            )
            + few(4)
            + LIST
        ),
        None,
        "it achieves a much higher [X]",
        "it defines a much wider [X]",
    ),
    MentionCue(
        "role.number-left",
        "A number stands before it.",
        behind(rf"{_NUMBER}{_UNIT}{few(4)}"),
        None,
        "a gain of 4.2 % in mean [X]",
        "a gain of trees in mean [X]",
    ),
    MentionCue(
        "role.number-right",
        "A number stands behind it.",
        None,
        _behind(rf"{few(2)}(?:of |by |from |to |is |at |= |: )?{few(2)}{_NUMBER}"),
        "an [X] of 93.1 %",
        "an [X] of trees",
    ),
)
