"""Load: 8 clients look things up for a minute, alone and beside hostile queries.

    python benchmarks/serve.py DIR [--seconds 60] [--clients 8] [--hostile 4]

serves an export folder as ``kg serve`` does, in a process of its own. Milliseconds (wall clock) of
each look-up as its client sees them, over connections that stay open. CPU milliseconds are those
of the server and its workers for each look-up and do not depend on what else the machine does; the
time of one static file shows what the machine itself adds.
"""

from __future__ import annotations

import argparse
import collections
import http.client
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

#: Queries that would take for ever, or all memory.
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (<>|!<>)* ?b . ?c (<>|!<>)* ?d } LIMIT 100000",
    'SELECT ?o { ?s ?p ?o . ?t ?q ?u FILTER(REGEX(STR(?o), "(a+)+(b|c)*(.*x){20}", "i")) }',
    "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
)
LOOKUPS = (
    "SELECT ?p ?o { <NODE> ?p ?o }",
    "SELECT ?x ?label { <NODE> kg:extends|kg:evaluatedOn|kg:addresses ?x . ?x rdfs:label ?label }",
    "SELECT ?title { ?paper kg:uses|kg:studies <NODE> ; dcterms:title ?title } LIMIT 50",
    "ASK { ?a kg:outperforms <NODE> }",
    "SELECT ?said { ?a rdf:subject <NODE> ; kg:evidence/kg:sentence/oa:exact ?said } LIMIT 20",
    "CONSTRUCT { <NODE> ?p ?o } WHERE { <NODE> ?p ?o }",
)


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a server and wait until it answers."""
    command = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    host = line.partition("http://")[2].split("/")[0]
    while True:
        try:
            ask(http.client.HTTPConnection(host, timeout=60), "ASK {}")
            return server, host
        except OSError:
            time.sleep(0.1)


def ask(connection: http.client.HTTPConnection, query: str) -> tuple[int, bytes]:
    """Send a query; gives the status and the body."""
    connection.request("GET", f"/sparql?{urlencode({'query': query})}")
    response = connection.getresponse()
    return response.status, response.read()


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and of the children that it has or had."""
    ticks = 0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks += sum(map(int, fields[11:15]))
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def look_up(host: str, nodes: list[str], until: float, out: list, seed: int) -> None:
    """Look things up until the time is over."""
    connection = http.client.HTTPConnection(host, timeout=60)
    draw = random.Random(seed)
    while time.monotonic() < until:
        query = draw.choice(LOOKUPS).replace("NODE", draw.choice(nodes))
        begin = time.perf_counter()
        status, _ = ask(connection, query)
        out.append((status, 1000 * (time.perf_counter() - begin)))


def attack(host: str, until: float, out: collections.Counter, seed: int) -> None:
    """Send hostile queries until the time is over."""
    draw = random.Random(seed)
    connection = http.client.HTTPConnection(host, timeout=60)
    while time.monotonic() < until:
        status, _ = ask(connection, f"{draw.choice(HOSTILE)} # {draw.random()}")
        out[status] += 1


def floor(host: str, n: int = 50) -> float:
    """Time what costs the server next to nothing: what the machine itself adds."""
    connection, taken = http.client.HTTPConnection(host, timeout=60), []
    for _ in range(n):
        begin = time.perf_counter()
        connection.request("GET", "/static/theme.js")
        connection.getresponse().read()
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken)


def run(server: int, host: str, nodes: list[str], args: argparse.Namespace, n_hostile: int) -> None:
    """Let all clients ask, and print what they saw."""
    until = time.monotonic() + args.seconds
    seen: list[tuple[int, float]] = []
    refused: collections.Counter[int] = collections.Counter()
    before = cpu_seconds(server)
    threads = [
        threading.Thread(target=look_up, args=(host, nodes, until, seen, i))
        for i in range(args.clients)
    ] + [threading.Thread(target=attack, args=(host, until, refused, i)) for i in range(n_hostile)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = sorted(ms for _, ms in seen)
    statuses = dict(collections.Counter(status for status, _ in seen))
    mark = [taken[min(int(len(taken) * q), len(taken) - 1)] for q in (0.5, 0.95, 0.99)]
    cpu = 1000 * (cpu_seconds(server) - before) / len(taken)
    beside = f" beside {n_hostile} hostile ({dict(refused)})" if n_hostile else ""
    print(
        f"{args.clients} clients, {args.seconds} s{beside}: {len(taken)} look-ups {statuses}; "
        f"p50 {mark[0]:.0f}, p95 {mark[1]:.0f}, p99 {mark[2]:.0f}, max {taken[-1]:.0f} ms"
        + ("" if n_hostile else f"; {cpu:.1f} CPU ms each")
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--hostile", type=int, default=4)
    args = parser.parse_args()
    server, host = start(args.folder)
    try:
        listed = ask(
            http.client.HTTPConnection(host, timeout=60),
            "SELECT ?x { ?x a ?t ; rdfs:label ?l FILTER(?t IN (kg:Method, kg:Dataset, kg:Task)) }",
        )
        nodes = [row["x"]["value"] for row in json.loads(listed[1])["results"]["bindings"]]
        print(f"{len(nodes)} nodes; load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        print(f"one static file, one client: median {floor(host):.1f} ms")
        for n_hostile in (0, args.hostile):
            run(server.pid, host, nodes, args, n_hostile)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    main()
