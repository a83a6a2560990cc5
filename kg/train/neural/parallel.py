"""Training in several processes, each on papers of its own; gradients are averaged at each step.

Processes suit a machine with few cores better than threads do: they meet once a step, not once an
operation.
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import torch
from torch import distributed, multiprocessing

if TYPE_CHECKING:
    from collections.abc import Callable

    from torch import nn

__all__ = ["average_gradients", "n_processes", "rank", "run"]


def n_processes() -> int:
    """Count the processes that train together: 1 when there is no other."""
    return distributed.get_world_size() if distributed.is_initialized() else 1


def rank() -> int:
    """Tell the number of this process, from 0."""
    return distributed.get_rank() if distributed.is_initialized() else 0


def average_gradients(network: nn.Module) -> None:
    """Replace each gradient by its mean over the processes.

    Parameters
    ----------
    network : nn.Module
        After ``backward``; parameters without a gradient count as zero.
    """
    if n_processes() == 1:
        return
    parameters = [one for one in network.parameters() if one.requires_grad]
    for one in parameters:
        if one.grad is None:
            one.grad = torch.zeros_like(one)
    grads = [one.grad for one in parameters if one.grad is not None]
    flat = torch.cat([grad.reshape(-1) for grad in grads])
    distributed.all_reduce(flat)
    flat /= n_processes()
    for grad, part in zip(grads, flat.split([grad.numel() for grad in grads]), strict=True):
        grad.copy_(part.view_as(grad))


def _begin(number: int, n: int, port: int, job: Callable[[], None]) -> None:
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", rank=number, world_size=n)
    job()
    distributed.destroy_process_group()


def run(n: int, job: Callable[[], None]) -> None:
    """Run a job in several processes, which may average their gradients.

    Parameters
    ----------
    n : int
        Processes; 1 runs the job here.
    job : callable
        Can be pickled.
    """
    if n == 1:
        job()
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    multiprocessing.spawn(_begin, args=(n, port, job), nprocs=n)
