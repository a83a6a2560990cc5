"""Writes a trained network as what is shipped: ``python -m kg.train.neural.export``.

``encoder.onnx`` (eight-bit weights), ``heads.npz``, ``tokenizer.json``, ``card.json``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.heads import HEADS_FILE
from kg.extract.pieces import MAX_MARKS
from kg.train.neural.labels import RELATIONS, ROLES
from kg.train.neural.network import HEAD_NAMES, load_network
from kg.train.neural.pretrained import load_pretrained

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.train.neural.network import Network
    from kg.train.neural.pretrained import Pretrained

__all__ = ["FIRST_CARD", "export", "main"]

#: Opset of the ONNX file.
_OPSET: Final = 17

#: What a card says before thresholds and curves are learnt (:mod:`kg.train.neural.tune`).
FIRST_CARD: Final[Mapping[str, Any]] = {
    "version": "neural-0.2",
    "mention_threshold": 0.5,
    "relation_threshold": 0.2,
    "calibration": {name: [[0.0, 1.0], [0.0, 1.0]] for name in ("mention", "role", "relation")},
}


#: The runtime's own step for this pair of layers takes four times as long as the two it replaces
#: (ONNX Runtime 1.32 on the processor).
_SLOW_FUSIONS: Final = ["SkipLayerNormFusion"]


class _FastGelu(torch.autograd.Function):
    """The approximation by tanh as one step of the runtime instead of seven."""

    @staticmethod
    def forward(_: Any, x: Tensor) -> Tensor:
        return functional.gelu(x, approximate="tanh")

    @staticmethod
    def symbolic(graph: Any, x: Any) -> Any:
        return graph.op("com.microsoft::FastGelu", x).setType(x.type())


class _Shipped(nn.Module):
    """What runs in one pass: one paper, no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        marks: Tensor,
        titles: Tensor,
        firsts: Tensor,
        lasts: Tensor,
    ) -> tuple[Tensor, Tensor]:
        pieces = self.network.enc(ids, shapes, marks, titles, None)
        words = self.network.words(pieces, firsts, lasts)
        return words, self.network.stretches(words, activate=_FastGelu.apply)[1]


def _write_onnx(network: Network, path: Path) -> None:
    n_pieces, n_words = 12, 7
    flat = torch.zeros((1, n_pieces), dtype=torch.int64)
    words = torch.ones((1, n_words), dtype=torch.int64)
    marks = torch.zeros((1, n_pieces, MAX_MARKS), dtype=torch.int64)
    names = ["ids", "shapes", "marks", "titles", "firsts", "lasts"]
    axes = {name: {1: "words" if name in {"firsts", "lasts"} else "pieces"} for name in names}
    torch.onnx.export(
        _Shipped(network).eval(),
        (flat, flat, marks, flat, words, words),
        str(path),
        input_names=names,
        output_names=["vectors", "scores"],
        dynamic_axes={**axes, "vectors": {1: "words"}, "scores": {1: "words"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _optimise(path: Path, out: Path) -> None:
    """Join the steps of a graph once, instead of at every start of a reader."""
    options = onnxruntime.SessionOptions()
    # What goes further than "extended" fits one machine only.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(out)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_FUSIONS
    )


def export(network: Network, begun: Pretrained, card: Mapping[str, Any], folder: Path) -> None:
    """Write the files of a network.

    Parameters
    ----------
    network : Network
        Trained.
    begun : Pretrained
        What it began with: its tokenizer and marks.
    card : Mapping
        What else is known of it.
    folder : Path
        Where to; made if need be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = (Path(scratch) / f"{name}.onnx" for name in ("whole", "small"))
        _write_onnx(network, whole)
        quantize_dynamic(
            whole,
            small,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        _optimise(small, folder / "encoder.onnx")
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    state = network.state_dict()
    heads = {
        name: tensor.numpy().astype(np.float16)
        for name, tensor in state.items()
        if name.split(".")[0] in HEAD_NAMES
    }
    np.savez(folder / HEADS_FILE, **heads)
    (folder / "tokenizer.json").write_text(begun.tokenizer, encoding="utf-8")
    told = {
        **card,
        "optimised": True,
        "marks": list(begun.marks),
        "roles": [str(role) for role in ROLES],
        "relations": [str(relation) for relation in RELATIONS],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / "card.json").write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Export.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("--network", type=Path, default=Path("build/network.pt"))
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--out", type=Path, default=Path("build/encoder"))
    options = parser.parse_args(arguments)
    export(
        load_network(options.network),
        load_pretrained(options.pretrained),
        FIRST_CARD,
        options.out,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
