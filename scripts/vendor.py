"""Fetch the third-party JavaScript that the tests use, at exact versions, from npm packages.

    python scripts/vendor.py

Needs npm. Writes the files and their licences to ``tests/view/vendor/``, with ``SOURCES.json``:
package, version, licence and the SHA-256 of each file, which a test compares with what is there.
(vis-network, which the page itself uses, comes with pyvis.)
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

#: Package → version, licence, files to keep.
PACKAGES = {
    "axe-core": ("4.10.3", "MPL-2.0", ("axe.min.js", "LICENSE")),
}
TARGET = Path(__file__).parents[1] / "tests" / "view" / "vendor"


def fetch(name: str, version: str, files: tuple[str, ...]) -> dict[str, str]:
    """Unpack some files of a package; gives their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{name}@{version}"]
        told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        hashes = {}
        with tarfile.open(Path(folder) / told.stdout.split()[-1]) as package:
            for one in files:
                member = package.extractfile(f"package/{one}")
                if member is None:
                    raise SystemExit(f"{name}@{version} has no {one}")
                data = member.read()
                path = TARGET / name / one
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                hashes[one] = hashlib.sha256(data).hexdigest()
    return hashes


def main() -> None:
    """Fetch all packages."""
    sources = {
        name: {"version": version, "licence": licence, "sha256": fetch(name, version, files)}
        for name, (version, licence, files) in PACKAGES.items()
    }
    text = json.dumps(sources, indent=2) + "\n"
    (TARGET / "SOURCES.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
