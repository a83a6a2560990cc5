"""Rules for pairs of methods: what beats, extends, is part of or is a kind of what."""

from __future__ import annotations

from typing import Final

from kg.extract.patterns.pair_record import AS, DET, OBJECT, SHORT_FORM, SUBJECT, pair_cue
from kg.extract.patterns.record import LIST, any_of, few
from kg.vocabulary import Relation

__all__ = ["COMPARISON_CUES"]

_BETTER: Final = (
    pair_cue(
        "outperforms-verb",
        Relation.OUTPERFORMS,
        "The head beats the tail.",
        SUBJECT + any_of("outperform* surpass* exceed* beat beats beating dominat*") + OBJECT,
        "[H] clearly outperforms strong baselines such as @ and [T]",
        "[H] is clearly compared with strong baselines such as @ and [T]",
    ),
    pair_cue(
        "outperforms-than",
        Relation.OUTPERFORMS,
        "The head is more of something than the tail.",
        "(?:.* )?"
        + any_of(
            "better faster higher lower fewer less more superior cheaper improve* gain gains "
            "speedup* reduc* increas* larger smaller smoother"
        )
        + "(?:.* )?"
        + any_of("than over to compared_to compared_with")
        + few(4)
        + LIST,
        "[H] is far more accurate than the old [T]",
        "[H] is as accurate as the old [T]",
    ),
    pair_cue(
        "outperforms-passive",
        Relation.OUTPERFORMS,
        "The tail is beaten by the head.",
        few(4) + any_of("outperformed surpassed beaten exceeded") + "by " + few(4),
        "[T] is outperformed by the new [H]",
        "[T] is used by the new [H]",
        head_first=False,
    ),
    pair_cue(
        "outperforms-over",
        Relation.OUTPERFORMS,
        "A gain of the head over the tail, the tail named first.",
        few(3) + any_of(", by") + few(6),
        "compared to the [T] , our fast [H]",
        "besides the [T] , our fast [H]",
        head_first=False,
        before=any_of("compared_to compared_with unlike than") + few(4) + LIST,
    ),
    pair_cue(
        "compared-with",
        Relation.COMPARED_WITH,
        "The two are compared, or are equals.",
        few(9)
        + any_of("compar* on_par versus vs competitive similar match* parity rival* equivalent")
        + few(5)
        + LIST,
        "[H] is on par with [T]",
        "[H] is part of [T]",
    ),
    pair_cue(
        "compared-both",
        Relation.COMPARED_WITH,
        "The two are named as what is compared.",
        r"(?:, )?" + any_of("and with to against versus vs") + few(2),
        "we compare [H] with the [T]",
        "we train [H] with the [T]",
        before=any_of("compar* between difference* contrast* gap") + few(5),
    ),
)

_BUILT: Final = (
    pair_cue(
        "extends-verb",
        Relation.EXTENDS,
        "The head extends, generalises or modifies the tail.",
        SUBJECT
        + any_of(
            "extend* generali* modif* adapt* enhanc* augment* improves improves_on improves_upon "
            "builds_on builds_upon built_on built_upon built_on_top_of based_on inspired_by "
            "derived_from variant_of variants_of version_of extension_of extension_to "
            "generalization_of generalisation_of on_top_of upgrad* fine_-_tuned_from "
            "initialized_from motivated_by adaptation_of"
        )
        + OBJECT,
        "[H] , a variant of [T] , is new",
        "[H] is trained on [T] , a new set",
    ),
    pair_cue(
        "extends-passive",
        Relation.EXTENDS,
        "The tail is extended to the head.",
        few(4)
        + any_of("extend* generali* adapted modified turned converted transformed")
        + any_of("to into")
        + few(4),
        "[T] is extended to the new [H]",
        "[T] is applied to the new [H]",
        head_first=False,
    ),
    pair_cue(
        "extends-by",
        Relation.EXTENDS,
        "Extending the tail gives the head.",
        few(6) + any_of("to , called termed named we as") + few(5),
        "we extend the [T] to our new [H]",
        "we run the [T] to our new [H]",
        head_first=False,
        before=any_of("extend* generali* modif* building_on building_upon based_on inspired_by")
        + few(3),
    ),
    pair_cue(
        "part-uses",
        Relation.PART_OF,
        "The whole uses, combines or has the part.",
        SUBJECT
        + any_of(
            "uses used using use employ* leverag* utili* incorporat* integrat* combin* with "
            "consist* compris* contain* via through adopt* introduc* includ* based_on unif* by "
            "couples coupling equipped_with has features featuring relies_on relying_on"
        )
        + OBJECT,
        "[T] combines trees with a small [H]",
        "[T] is better than a small [H]",
        head_first=False,
    ),
    pair_cue(
        "part-in",
        Relation.PART_OF,
        "The part stands in, of or within the whole.",
        few(2) + any_of("in of within inside into for") + DET + few(2),
        "the [H] of a [T] is slow",
        "the [H] beats a [T] by far",
    ),
    pair_cue(
        "part-compound",
        Relation.PART_OF,
        "The whole's name stands right before the part's.",
        r"(?:'s |' )?",
        "the [T] [H] is slow",
        "the [T] and [H] are slow",
        head_first=False,
    ),
    pair_cue(
        "part-integrated",
        Relation.PART_OF,
        "The part is put into the whole.",
        few(4)
        + any_of("integrated incorporated embedded built inserted plugged used combined")
        + any_of("into in within inside with by")
        + few(4),
        "[H] is embedded into the big [T]",
        "[H] is compared to the big [T]",
    ),
)

_KINDS: Final = (
    pair_cue(
        "subclass-such-as",
        Relation.SUBCLASS_OF,
        "The head is an example of the tail.",
        few(3)
        + SHORT_FORM
        + AS
        + any_of("such_as like including e.g. i.e. for_example namely notably especially")
        + r"(?:, )?"
        + DET
        + LIST,
        "[T] such as @ and [H] are large",
        "[T] are used by @ and [H]",
        head_first=False,
    ),
    pair_cue(
        "subclass-is-a",
        Relation.SUBCLASS_OF,
        "The head is a kind of the tail.",
        SHORT_FORM
        + r"(?:, )?(?:is |are |as )?"
        + any_of("a an one_of_the another the_first type_of kind_of form_of class_of family_of")
        + few(6),
        "[H] is a sparse [T]",
        "[H] uses a sparse [T]",
    ),
    pair_cue(
        "subclass-and-other",
        Relation.SUBCLASS_OF,
        "The head and other things of the tail's kind.",
        LIST + r"(?:, )?(?:and |or )?" + any_of("other similar related") + few(3),
        "[H] and other [T] are slow",
        "[H] and some [T] are slow",
    ),
    pair_cue(
        "subclass-apposition",
        Relation.SUBCLASS_OF,
        "The tail's name stands right before the head's.",
        SHORT_FORM + AS,
        "the [T] [H] is large",
        "the [T] of [H] is large",
        head_first=False,
    ),
)

#: What the words between two methods (or two things of one type) say about their relation.
COMPARISON_CUES: Final = (*_BETTER, *_BUILT, *_KINDS)
