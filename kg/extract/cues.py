"""Documented rules: the words around mentions that tell roles and relations.

A cue never decides alone. Each is a feature of a small trained model (``kg/train/claims.py``),
which learns how far to trust it; its id is what evidence and docs refer to. Cues read the words of
a ``Row``: lower case, single spaces, ``@`` for a mention and ``@own`` for "our method".

In examples ``[X]`` is the mention a cue is asked about, ``[H]`` and ``[T]`` are the head and the tail
of a relation; ``docs/extraction-rules.md`` is written from these records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.vocabulary import Relation

if TYPE_CHECKING:
    from kg.extract.scene import Row

__all__ = ["MENTION_CUES", "PAIR_CUES", "ROW_CUES", "MentionCue", "PairCue", "RowCue"]

_PROPOSE = (
    r"(?:propos|introduc|present|develop|devis|design|creat|releas|construct|deriv|formulat|"
    r"contribut|build|suggest|advocat|describ|offer|provid|establish|unveil|pioneer|curat|"
    r"collect|prepar)(?:e|es|ed|ing|t|s)?"
)
_DET = r"(?:a|an|the|our|two|three|several|new|novel|simple|general|first|efficient)"
_ADJ = r"(?:[a-z0-9-]+ ){0,4}?"
_LIST = r"@(?: ,? ?(?:and |or |& )?@)* ?,? ?(?:and |or )?"


def _end(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{pattern})$")


def _begin(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern})(?= |$)")


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{pattern})(?= |$)")


@dataclass(frozen=True, slots=True)
class RowCue:
    """What a sentence is for.

    Attributes
    ----------
    id : str
        ``row.…``.
    says : str
        What it tells, one sentence.
    pattern : re.Pattern
        Searched in the words of the sentence.
    example, counter : str
        A sentence that it fires on, and one that it must not fire on.
    """

    id: str
    says: str
    pattern: re.Pattern[str]
    example: str
    counter: str

    def fires(self, row: Row) -> bool:
        """Say whether the sentence has the cue.

        Parameters
        ----------
        row : Row
            The sentence.

        Returns
        -------
        bool
            True if it does.
        """
        return self.pattern.search(row.text) is not None


@dataclass(frozen=True, slots=True)
class MentionCue:
    """What the words beside a mention say about its role.

    Attributes
    ----------
    id : str
        ``role.…``.
    says : str
        What it tells, one sentence.
    left, right : re.Pattern or None
        Searched in the words before the mention (to its edge) and behind it (from its edge).
    example, counter : str
        A sentence that it fires on at ``[X]``, and one that it must not fire on.
    """

    id: str
    says: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    example: str
    counter: str

    def fires(self, left: str, right: str) -> bool:
        """Say whether the words on both sides have the cue.

        Parameters
        ----------
        left, right : str
            Words before and behind the mention.

        Returns
        -------
        bool
            True if they do.
        """
        return (self.left is None or self.left.search(left) is not None) and (
            self.right is None or self.right.search(right) is not None
        )


@dataclass(frozen=True, slots=True)
class PairCue:
    """What the words around two mentions of one sentence say about their relation.

    Attributes
    ----------
    id : str
        ``rel.<relation>-…``.
    says : str
        What it tells, one sentence.
    relation : Relation
        The relation that it hints at.
    head_first : bool
        True if the head stands before the tail.
    before, between, after : re.Pattern or None
        Searched in the words before the first mention, between the two, and behind the second.
    example, counter : str
        A sentence that it fires on for ``[H]`` and ``[T]``, and one that it must not fire on.
    """

    id: str
    says: str
    relation: Relation
    head_first: bool
    before: re.Pattern[str] | None
    between: re.Pattern[str] | None
    after: re.Pattern[str] | None
    example: str
    counter: str

    def fires(self, before: str, between: str, after: str) -> bool:
        """Say whether the words around the pair have the cue.

        Parameters
        ----------
        before, between, after : str
            Words before the first mention, between the two, and behind the second.

        Returns
        -------
        bool
            True if they do. The caller sees to the order.
        """
        return (
            (self.between is None or self.between.search(between) is not None)
            and (self.before is None or self.before.search(before) is not None)
            and (self.after is None or self.after.search(after) is not None)
        )


#: What a sentence is for.
ROW_CUES: Final = (
    RowCue(
        "row.proposal",
        "The sentence says what the paper brings.",
        _any(
            rf"(?:we|i|paper|work|article|study|thesis|manuscript|report) (?:[a-z]+ )?{_PROPOSE}"
            r"|in this (?:paper|work|study|article|letter|report)|this (?:paper|work|article|study)"
        ),
        "in this work we study [X]",
        "recent work has studied [X]",
    ),
    RowCue(
        "row.background",
        "The sentence tells what was there before.",
        _any(
            r"recent|recently|recent years|has become|have become|traditional|traditionally|"
            r"conventional|popular|widely|existing|previous|prior|current|currently|typically|"
            r"commonly|often|has shown|have shown|has emerged|have emerged|despite|classical"
        ),
        "[X] has become popular in recent years",
        "we introduce [X]",
    ),
    RowCue(
        "row.gap",
        "The sentence tells what is missing.",
        _any(
            r"however|but|yet|unfortunately|remains?|suffers?|limited|challenging|challenges?|"
            r"lacks?|fails?|struggles?|hindered|difficult|expensive|overlooks?|neglects?|ignores?"
        ),
        "however , [X] suffers from noise",
        "we introduce [X]",
    ),
    RowCue(
        "row.experiment",
        "The sentence tells of experiments.",
        _any(
            r"experiments?|experimental|experimentally|empirical|empirically|evaluat[a-z]+|"
            r"validat[a-z]+|demonstrat[a-z]+|tested|benchmarks?|results show|numerical results|"
            r"we show|verify|verified|ablation|comparisons?"
        ),
        "extensive experiments on [X]",
        "we introduce [X]",
    ),
    RowCue(
        "row.win",
        "The sentence says that something is better.",
        _any(
            r"outperform[a-z]*|surpass[a-z]*|exceed[a-z]*|superior|better than|improv[a-z]+|"
            r"state of the art|state - of - the - art|state-of-the-art|sota|beats?|faster|"
            r"more accurate|higher|lower|reduc[a-z]+|speedup|speed-up|gains?"
        ),
        "it outperforms [X]",
        "we introduce [X]",
    ),
    RowCue(
        "row.proof",
        "The sentence states a theorem.",
        _any(
            r"prove|proves|proved|proof|theorem|theoretical|theoretically|converges?|bound|bounds|"
            r"we show that|guarantees?|characteri[sz]e[sd]?|establish[a-z]*|deriv[a-z]+|optimal"
        ),
        "we prove that [X] converges",
        "we train [X]",
    ),
    RowCue(
        "row.use",
        "The sentence says what the paper takes to hand.",
        _any(
            r"using|based on|by means of|leverag[a-z]+|employ[a-z]*|utili[sz][a-z]+|"
            r"build[a-z]* (?:up)?on|"
            r"apply|applied|via|combin[a-z]+|incorporat[a-z]+|integrat[a-z]+|adopt[a-z]*|trained"
        ),
        "it is trained using [X]",
        "we ask whether [X] is needed",
    ),
    RowCue(
        "row.we",
        "The authors act in it.",
        _any(r"we|our|ours|us|@own"),
        "we study [X]",
        "the study of [X] is old",
    ),
)

#: What the words beside a mention say about its role.
MENTION_CUES: Final = (
    MentionCue(
        "role.proposed-object",
        "The object of a verb of proposing.",
        _end(rf"{_PROPOSE} (?:{_DET} )?{_ADJ}"),
        None,
        "we propose the [X] for this",
        "we train [X] on images",
    ),
    MentionCue(
        "role.called",
        "A name given to something new.",
        _end(
            r"(?:called|termed|named|dubbed|coined|denoted|namely|i\.e\.|abbreviated as|"
            r"referred to as|we call|we name|we term|named as|titled) ?[\"'`“‘]*"
        ),
        None,
        "a new scheme called [X] is given",
        "a scheme like [X] is given",
    ),
    MentionCue(
        "role.appositive",
        "A name explained at once by what it is.",
        None,
        _begin(r"(?:\( @ \) )?, (?:a|an|the first|our|which|the) (?:[a-z0-9-]+ )*?[a-z]+"),
        "we introduce [X] , a new model",
        "we use [X] and trees",
    ),
    MentionCue(
        "role.definition",
        "A name explained by what it is.",
        None,
        _begin(r"(?:\( @ \) )?is (?:a|an|the first|the|our)"),
        "[X] is a library",
        "[X] is slow",
    ),
    MentionCue(
        "role.title-name",
        "The name before a colon in the title.",
        re.compile(r"^$"),
        _begin(r"(?:\( @ \) )?[:–—-]"),
        "[X] : a new model",
        "a study of [X] : part one",
    ),
    MentionCue(
        "role.our",
        "The authors call it theirs.",
        _end(rf"(?:our|the proposed|this proposed|proposed) {_ADJ}"),
        None,
        "our own [X] is fast",
        "their [X] is fast",
    ),
    MentionCue(
        "role.own-is",
        'A name set beside "our method".',
        _end(r"@own ?,? ?(?:\(|called|named|termed|dubbed|is)?"),
        None,
        "@own , [X] , is fast",
        "the method , [X] , is fast",
    ),
    MentionCue(
        "role.than",
        "What something is better than.",
        _end(
            r"(?:than|over|outperform[a-z]*|surpass[a-z]*|exceed[a-z]*|beat[a-z]*|compared to|"
            rf"compared with|against|versus|vs|vs\.|unlike|relative to) {_ADJ}(?:{_LIST})?"
        ),
        None,
        "it is better than standard [X]",
        "it is trained with [X]",
    ),
    MentionCue(
        "role.baseline",
        "It stands among baselines.",
        _end(
            r"(?:baselines?|competitors?|competing methods|state-of-the-art [a-z ]*|"
            rf"existing [a-z ]*|previous [a-z ]*|prior [a-z ]*)(?: ?,? (?:such as|like|including))? ?(?:{_LIST})?"
        ),
        None,
        "it beats baselines such as [X]",
        "it is used with [X]",
    ),
    MentionCue(
        "role.baseline-right",
        "It is called a baseline.",
        None,
        _begin(r"(?:[a-z-]+ )?(?:baselines?|competitors?|counterparts?)"),
        "it beats the [X] baselines",
        "it beats the [X] in speed",
    ),
    MentionCue(
        "role.such-as",
        "It is named as an example.",
        _end(
            rf"(?:such as|like|e\.g\. ,?|e . g . ,?|including|for example ,?|, notably) ?(?:{_LIST})?"
        ),
        None,
        "models such as [X] are large",
        "we train [X]",
    ),
    MentionCue(
        "role.used-object",
        "The object of a verb of using.",
        _end(
            r"(?:using|use|uses|used|utili[sz]\w+|employ\w*|leverag\w+|via|through|based on|"
            r"by means of|build\w* on|build\w* upon|apply|applying|adopt\w*|exploit\w*|incorporat\w+|"
            rf"combin\w+|integrat\w+|with) (?:{_DET} )?{_ADJ}"
        ),
        None,
        "it is solved using the [X]",
        "it is better than [X]",
    ),
    MentionCue(
        "role.tested-on",
        "What something is tested or trained on.",
        _end(
            r"(?:on|from|across|over) (?:the |both the |both |several |various )?"
            rf"(?:[a-z0-9-]+ ){{0,3}}?(?:{_LIST})?"
        ),
        None,
        "results on the [X] are good",
        "results of [X] are good",
    ),
    MentionCue(
        "role.studied-object",
        "The object of a verb of studying.",
        _end(
            r"(?:study|studies|studied|studying|investigat\w+|analy[sz]\w+|explor\w+|examin\w+|"
            r"consider\w*|understand\w*|characteri[sz]\w+|address\w*|focus\w* on|tackl\w+|"
            rf"revisit\w*) (?:{_DET} )?{_ADJ}"
        ),
        None,
        "we study the [X] of nets",
        "it suffers from [X]",
    ),
    MentionCue(
        "role.purpose",
        "What something is for.",
        _end(
            r"(?:for|to|in|towards|toward) (?:the |a |an )?(?:solv\w+ |perform\w* |improv\w+ |"
            rf"enhanc\w+ |address\w* |tackl\w+ )?{_ADJ}"
        ),
        None,
        "a network for robust [X]",
        "a network with robust [X]",
    ),
    MentionCue(
        "role.field",
        "A field or an area, named as background.",
        _end(
            r"(?:in|field of|area of|areas of|fields of|fields like|community of|across|within) (?:the )?"
        ),
        _begin(r"(?:,|\.|and @|community|literature|has|have|is|are)"),
        "it is used in [X] .",
        "we study [X] .",
    ),
    MentionCue(
        "role.reached",
        "A measure that something reaches, gains or loses.",
        _end(
            r"(?:achiev\w+|reach\w*|obtain\w*|attain\w*|improv\w+|reduc\w+|increas\w+|decreas\w+|"
            r"higher|lower|better|faster|superior|comparable|competitive|best|minimi[sz]\w+|"
            rf"measured by|terms of|in) {_ADJ}(?:{_LIST})?"
        ),
        None,
        "it achieves higher [X]",
        "we define [X]",
    ),
    MentionCue(
        "role.number-near",
        "A number stands beside it.",
        _end(r".*\d[\d.,]* ?(?:%|\\ %|x|times|points?|×)? ?(?:@ )?(?:[a-z]+ ){0,3}"),
        None,
        "a gain of 4.2 % in [X]",
        "a gain in [X]",
    ),
    MentionCue(
        "role.number-right",
        "A number stands behind it.",
        None,
        _begin(
            r"(?:score |scores |value )?(?:of|by|from|to|is|at|=|:|up to|as high as)? ?(?:up to |about |over |nearly |almost )?[~<>]?\d[\d.,]*.*"
        ),
        "an [X] of 93.1",
        "an [X] of trees",
    ),
)


def _pair(
    name: str,
    relation: Relation,
    says: str,
    between: str,
    example: str,
    counter: str,
    *,
    head_first: bool = True,
    before: str | None = None,
    after: str | None = None,
) -> PairCue:
    return PairCue(
        id=f"rel.{name}",
        says=says,
        relation=relation,
        head_first=head_first,
        before=None if before is None else _any(before),
        between=re.compile(rf"^(?:{between})$"),
        after=None if after is None else _begin(after),
        example=example,
        counter=counter,
    )


_W = r"(?:[^ @]+ )"  # a word that is no mention
_HAS = rf"(?:\( @ \) )?{_W}{{0,5}}?"

#: What the words around two mentions of one sentence say about their relation.
PAIR_CUES: Final = (
    _pair(
        "outperforms-verb",
        Relation.OUTPERFORMS,
        "The head beats the tail.",
        rf"{_HAS}(?:outperform|surpass|exceed|beat|dominat|improv)\w*(?: (?:over|upon|on))?"
        rf"(?: {_W}{{0,6}}?(?:{_LIST})?)? ?",
        "[H] clearly outperforms strong baselines such as [T]",
        "[H] is compared with [T]",
    ),
    _pair(
        "outperforms-than",
        Relation.OUTPERFORMS,
        "The head is more of something than the tail.",
        r".*\b(?:better|faster|higher|lower|fewer|less|more|superior|cheaper|improve\w*|gains?|"
        rf"speedups?|reduc\w+|increase)\b.*\b(?:than|over|to|compared to|compared with) {_W}{{0,3}}?(?:{_LIST})?",
        "[H] is far more accurate than [T]",
        "[H] is as accurate as [T]",
    ),
    _pair(
        "outperforms-passive",
        Relation.OUTPERFORMS,
        "The tail is beaten by the head.",
        rf"{_W}{{0,4}}?(?:outperformed|surpassed|beaten|exceeded) by {_W}{{0,3}}?",
        "[T] is outperformed by [H]",
        "[T] is used by [H]",
        head_first=False,
    ),
    _pair(
        "compared-with",
        Relation.COMPARED_WITH,
        "The two are compared.",
        rf"{_W}{{0,8}}?(?:compar\w+|comparable|on par|versus|vs\.?|competitive|similar|match\w*|parity)"
        rf"(?: {_W}{{0,4}}?(?:{_LIST})?)? ?",
        "[H] is on par with [T]",
        "[H] is part of [T]",
    ),
    _pair(
        "compared-both",
        Relation.COMPARED_WITH,
        "The two are named as what is compared.",
        r"(?:, )?(?:and|with|to|against|versus|vs\.?) (?:the )?",
        "we compare [H] and [T]",
        "we train [H] and [T]",
        before=r".*\b(?:compar\w+|comparison|difference|between).*",
    ),
    _pair(
        "extends-verb",
        Relation.EXTENDS,
        "The head extends, generalises or modifies the tail.",
        rf"{_HAS}(?:exten[ds]\w*|generali[sz]\w+|modif\w+|adapt\w*|enhanc\w+|augment\w*|improves? (?:up)?on|"
        rf"builds? (?:up)?on|built (?:up)?on|based on|inspired by|derived from|variants? of|version of|"
        rf"extension of|extension to|generali[sz]ation of|on top of|upgrad\w+|fine-tuned from)(?: {_W}{{0,4}}?(?:{_LIST})?)? ?",
        "[H] , a variant of [T] , is new",
        "[H] is trained on [T]",
    ),
    _pair(
        "extends-passive",
        Relation.EXTENDS,
        "The tail is extended to the head.",
        rf"{_HAS}(?:is |are )?(?:exten\w+|generali[sz]\w+|adapted|modified|turned|converted) (?:in)?to {_W}{{0,3}}?",
        "[T] is extended to [H]",
        "[T] is applied to [H]",
        head_first=False,
    ),
    _pair(
        "part-uses",
        Relation.PART_OF,
        "The whole uses, combines or has the part.",
        rf"{_HAS}(?:us(?:es|ed|ing|e)|employ\w*|leverag\w+|utili[sz]\w+|incorporat\w+|integrat\w+|combin\w+|"
        rf"with|consist\w* of|compris\w+|contain\w*|via|through|adopt\w*|introduc\w+|includ\w+|based on|unif\w+|by)"
        rf"(?: {_W}{{0,5}}?(?:{_LIST})?)? ?",
        "[T] combines trees with [H]",
        "[T] is better than [H]",
        head_first=False,
    ),
    _pair(
        "part-in",
        Relation.PART_OF,
        "The part stands in, of or within the whole.",
        rf"{_W}{{0,2}}?(?:in|of|within|inside|into|for) (?:the |a |an |our )?{_W}{{0,1}}?",
        "the [H] of a [T] is slow",
        "the [H] beats a [T]",
    ),
    _pair(
        "part-compound",
        Relation.PART_OF,
        "The whole's name stands right before the part's.",
        r"(?:'s |s' )?",
        "the [T] [H] is slow",
        "the [T] and [H] are slow",
        head_first=False,
    ),
    _pair(
        "evaluated-on",
        Relation.EVALUATED_ON,
        "The head is tested or trained on the tail.",
        rf".*\b(?:on|across|from|over|using|with) {_W}{{0,5}}?(?:{_LIST})?",
        "[H] reaches high scores on the [T]",
        "[H] beats [T]",
    ),
    _pair(
        "evaluated-first",
        Relation.EVALUATED_ON,
        "On the tail, the head does something.",
        r"(?:dataset |datasets |benchmark |benchmarks )?,? .*",
        "on [T] , [H] does well",
        "in [T] , [H] does well",
        head_first=False,
        before=rf"(?:.* )?on {_W}{{0,3}}?(?:{_LIST})?",
    ),
    _pair(
        "addresses-for",
        Relation.ADDRESSES,
        "The head is for the tail.",
        rf"{_HAS}(?:for|to|in|towards?) (?:the |a |an )?{_W}{{0,4}}?(?:{_LIST})?",
        "[H] , a network for robust [T]",
        "[H] is better than [T]",
    ),
    _pair(
        "addresses-verb",
        Relation.ADDRESSES,
        "The head solves, performs or is applied to the tail.",
        rf"{_HAS}(?:address\w*|solv\w+|tackl\w+|perform\w*|handl\w+|appl\w+ to|used for|used in|designed for|"
        rf"enabl\w+|excel\w* (?:at|in)|achiev\w+|support\w*)(?: {_W}{{0,5}}?(?:{_LIST})?)? ?",
        "[H] is applied to large [T]",
        "[H] is better than [T]",
    ),
    _pair(
        "addresses-compound",
        Relation.ADDRESSES,
        "The task's name stands right before the method's.",
        r"",
        "a [T] [H] is new",
        "a [T] and [H] are new",
        head_first=False,
    ),
    _pair(
        "measured-reach",
        Relation.MEASURED_BY,
        "The head reaches, gains or loses in the tail.",
        rf"{_HAS}(?:achiev\w+|reach\w*|obtain\w*|attain\w*|improv\w+|reduc\w+|increas\w+|decreas\w+|has|have|with|"
        rf"exhibit\w*|deliver\w*|yield\w*|sav\w+|low\w+|require\w*|provid\w+|offer\w*|show\w*|maintain\w*|boost\w*|"
        rf"outperform\w*|surpass\w*)(?: .*)? ?",
        "[H] achieves a much lower [T]",
        "[H] is a kind of [T]",
    ),
    _pair(
        "measured-of",
        Relation.MEASURED_BY,
        "The tail of the head.",
        rf"{_W}{{0,2}}?(?:of|for|in) (?:the |a |our )?{_W}{{0,2}}?",
        "the [T] of our [H]",
        "the [T] beats our [H]",
        head_first=False,
    ),
    _pair(
        "measured-terms",
        Relation.MEASURED_BY,
        "Something is said in terms of the tail.",
        rf".*\b(?:terms of|measured by|as measured|in|by) (?:both )?{_W}{{0,2}}?(?:{_LIST})?",
        "[H] wins in terms of [T]",
        "[H] suffers from [T]",
    ),
    _pair(
        "subclass-such-as",
        Relation.SUBCLASS_OF,
        "The head is an example of the tail.",
        rf"{_W}{{0,2}}?(?:\( @ \) )?,? ?\(? ?(?:such as|like|including|e\.g\.,?|e . g . ,?|i\.e\.,?|for example ,?|namely|notably|especially|particularly) ?"
        rf"(?:the )?(?:{_LIST})?",
        "[T] such as [H] are large",
        "[T] are used by [H]",
        head_first=False,
    ),
    _pair(
        "subclass-is-a",
        Relation.SUBCLASS_OF,
        "The head is a kind of the tail.",
        rf"(?:\( @ \) )?(?:, )?(?:is |are |as )?(?:a|an|one of the|another|the first|type of|kind of|form of|class of|family of) {_W}{{0,4}}?",
        "[H] is a sparse [T]",
        "[H] uses a sparse [T]",
    ),
    _pair(
        "subclass-and-other",
        Relation.SUBCLASS_OF,
        "The head and other things of the tail's kind.",
        rf"(?:{_LIST})?(?:, )?(?:and|or) (?:other|similar|related|any other) {_W}{{0,2}}?",
        "[H] and other [T] are slow",
        "[H] and [T] are slow",
    ),
    _pair(
        "subclass-apposition",
        Relation.SUBCLASS_OF,
        "The tail's name stands right before the head's.",
        r"(?:\( @ \) )?,? ?\(?",
        "the [T] [H] is large",
        "the [T] of [H] is large",
        head_first=False,
    ),
    _pair(
        "concerns-of",
        Relation.CONCERNS,
        "The tail of the head: its property.",
        rf"{_W}{{0,2}}?(?:of|in|for|by|from) (?:the |a |an |our |these |such )?{_W}{{0,2}}?",
        "the [T] of deep [H]",
        "the [T] and deep [H]",
        head_first=False,
    ),
    _pair(
        "concerns-compound",
        Relation.CONCERNS,
        "The two names stand side by side.",
        r"(?:'s )?",
        "the [H] [T] is convex",
        "the [H] and [T] are convex",
    ),
    _pair(
        "concerns-on",
        Relation.CONCERNS,
        "The head works on, with or under the tail.",
        rf"{_HAS}(?:on|with|under|for|in|from|to|over|of|between|using|via|through) (?:the |a |an )?{_W}{{0,4}}?(?:{_LIST})?",
        "[H] works well with sparse [T]",
        "[H] beats [T]",
    ),
    _pair(
        "concerns-verb",
        Relation.CONCERNS,
        "The head exploits, mitigates, preserves or models the tail.",
        rf"{_HAS}(?:exploit\w*|leverag\w+|mitigat\w+|reduc\w+|prevent\w*|preserv\w+|model\w*|captur\w+|learn\w*|encod\w+|"
        rf"satisf\w+|guarante\w+|ensur\w+|exhibit\w*|enforc\w+|approximat\w+|represent\w*|estimat\w+|control\w*|"
        rf"suffer\w*|avoid\w*|account\w* for|rel\w+ on|operat\w+|admit\w*|impos\w+|handl\w+|generat\w+|predict\w*|converg\w+|"
        rf"us(?:es|ing|e)|allow\w*|possess\w*|show\w*|achiev\w+)(?: {_W}{{0,5}}?(?:{_LIST})?)? ?",
        "[H] learns the latent [T]",
        "[H] and [T] are old",
    ),
)
