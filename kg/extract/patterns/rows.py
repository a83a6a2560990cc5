"""Rules for sentences: what a sentence of an abstract is for."""

from __future__ import annotations

from typing import Final

from kg.extract.patterns.record import RowCue, any_of, few, within

__all__ = ["PROPOSE", "ROW_CUES"]

#: Verbs by which authors bring something new.
PROPOSE: Final = any_of(
    "propos* introduc* present presents presented presenting develop* devis* design designs "
    "designed creat* releas* construct* deriv* formulat* contribut* build builds built suggest* "
    "advocat* describe describes offer offers provide provides establish* unveil* pioneer* curat* "
    "collect collects collected invent*"
)

#: What a sentence is for; a sentence may have several.
ROW_CUES: Final = (
    RowCue(
        "row.proposal",
        "The sentence says what the paper brings.",
        within(
            rf"(?:{any_of('we i paper work article study thesis report')}{few(2)}{PROPOSE}"
            rf"|(?:in )?this {any_of('paper work study article letter report thesis')})"
        ),
        "in this work we study [X] .",
        "recent work has studied [X] .",
    ),
    RowCue(
        "row.background",
        "The sentence tells what was there before.",
        within(
            any_of(
                "recent recently traditional* conventional* popular widely existing previous* "
                "prior current currently typically commonly often has_become have_become "
                "has_shown have_shown has_emerged have_emerged despite classical standard"
            )
        ),
        "[X] has become a tool of choice .",
        "we introduce [X] .",
    ),
    RowCue(
        "row.gap",
        "The sentence tells what is missing.",
        within(
            any_of(
                "however but yet unfortunately remain remains suffer* limited limitation* "
                "challeng* lack lacks fail fails struggl* hindered hinder* difficult expensive "
                "overlook* neglect* ignor* costly prohibitive* impractical"
            )
        ),
        "however , [X] suffers from noise .",
        "we introduce [X] .",
    ),
    RowCue(
        "row.experiment",
        "The sentence tells of experiments.",
        within(
            any_of(
                "experiment* empirical* evaluat* validat* demonstrat* tested benchmark* "
                "results_show numerical_results verif* ablation* comparison* case_study simulations"
            )
        ),
        "extensive experiments on [X] follow .",
        "we introduce [X] .",
    ),
    RowCue(
        "row.win",
        "The sentence says that something is better.",
        within(
            any_of(
                "outperform* surpass* exceed* superior better_than improv* state_of_the_art "
                "state_-_of_-_the_-_art sota beat beats faster more_accurate higher lower reduc* "
                "speedup speedups gain gains"
            )
        ),
        "it outperforms [X] .",
        "we introduce [X] .",
    ),
    RowCue(
        "row.proof",
        "The sentence states a theorem.",
        within(
            any_of(
                "prove proves proved proof proofs theorem theoretical* converges bound bounds "
                "we_show_that guarantee* characteri* establish* deriv* optimal rigorous*"
            )
        ),
        "we prove that [X] converges .",
        "we train [X] .",
    ),
    RowCue(
        "row.use",
        "The sentence says what the paper takes to hand.",
        within(
            any_of(
                "using based_on by_means_of leverag* employ* utili* build_on builds_on build_upon "
                "builds_upon apply applied via combin* incorporat* integrat* adopt* trained"
            )
        ),
        "it is trained using [X] .",
        "we ask whether [X] is needed .",
    ),
    RowCue(
        "row.we",
        "The authors act in it.",
        within(any_of("we our ours us @own")),
        "we study [X] .",
        "the study of [X] is old .",
    ),
)
