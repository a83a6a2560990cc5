"""Sixteen bits where they are sooner: graphics processors, and processors with units for them."""

from __future__ import annotations

import torch

__all__ = ["half_precision"]


def half_precision(device: str) -> torch.autocast:
    """Compute in bfloat16 where the device has units for it.

    Parameters
    ----------
    device : str
        Its type, ``cpu`` or ``cuda``. A processor without such units would take longer by an order
        of magnitude, so that it computes in 32 bits.

    Returns
    -------
    torch.autocast
        A context.
    """
    # Torch tells this of processors by private functions alone, up to 2.14.
    able = device != "cpu" or torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001
    return torch.autocast(device, dtype=torch.bfloat16, enabled=able)
