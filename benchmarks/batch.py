"""Many pairs: how fast, what a second process brings, and what moves over a wire.

``python benchmarks/batch.py`` compares the annotated pairs (``../shared``, see data.py;
without them the sample pair) over and over, in turn with each number of processes.
Processor seconds say what a second process costs besides, wall seconds what it brings:
those mean nothing on a machine that has other work.  There, on Linux, it counts how
long workers had something to do: the time they ran, or waited for a processor.
``--wire`` counts the bytes between a Dask client and its scheduler, ``--disk`` those
that are kept, ``--record`` times a list of a million pairs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from data import gold_folders

from srcdiff.batch import summary
from srcdiff.batch.pairs import Listed
from srcdiff.batch.run import opened
from srcdiff.batch.work import Result, Work
from srcdiff.model import Summary
from srcdiff.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SRCDIFF = [sys.executable, "-m", "srcdiff", "batch"]


def pairs() -> list[tuple[Path, Path]]:
    """Return the pairs to compare."""
    found = [Path(folder) for folder in gold_folders()]
    pairs = [(folder / "a.txt", folder / "b.txt") for folder in found]
    return pairs or [(ROOT / "seeds/a.txt", ROOT / "seeds/b.txt")]


def write_list(folder: Path, number: int) -> Path:
    """Write a list of so many pairs, and say what they are."""
    some = pairs()
    chosen = [some[i % len(some)] for i in range(number)]
    sizes = [a.stat().st_size + b.stat().st_size for a, b in chosen]
    print(
        f"{number} pairs, {len(some)} different ones; {statistics.mean(sizes):,.0f} "
        f"bytes a pair (median {statistics.median(sizes):,.0f})"
    )
    lines = [json.dumps({"a": str(a), "b": str(b)}) for a, b in chosen]
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def measured(*options: str) -> tuple[float, float, float, float]:
    """Return what a batch took.

    Wall seconds, processor seconds, peak memory in MiB of the largest of its
    processes, and the share of their time that workers had something to do.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        start, command = time.perf_counter(), [*SRCDIFF, *options, "-o", out, "-q"]
        process = subprocess.Popen([*command, "--encoder", "static"], cwd=ROOT)
        workers: dict[str, tuple[float, float]] = {}
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            workers |= busy(process.pid)
            time.sleep(0.1)
        wall, (_, status, used) = time.perf_counter() - start, ended
    if status:
        sys.exit(f"the batch ended with status {os.waitstatus_to_exitcode(status)}")
    there, active = map(sum, zip(*(workers or {"": (1, 0)}).values(), strict=True))
    spent = used.ru_utime + used.ru_stime
    return wall, spent, used.ru_maxrss / 1024, active / there


def busy(parent: int) -> dict[str, tuple[float, float]]:
    """Return, by worker, the seconds it is there and those it ran or waited to run."""
    found = {}
    with suppress(OSError):  # ended meanwhile, or another system
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for child in children:
            place = Path("/proc", child)
            if b"spawn_main" in (place / "cmdline").read_bytes():
                ran, waited = (place / "schedstat").read_text().split()[:2]
                ticks = (place / "stat").read_text().rpartition(")")[2].split()[19]
                since = int(ticks) / os.sysconf("SC_CLK_TCK")
                now = float(Path("/proc/uptime").read_text().split()[0])
                found[child] = (now - since, (int(ran) + int(waited)) / 1e9)
    return found


def throughput(number: int, runs: int, jobs: list[int], forms: str) -> None:
    """Print how long batches take with each number of processes, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(write_list(Path(folder), number))
        taken: dict[int, list[tuple[float, float, float, float]]] = {
            many: [] for many in jobs
        }
        for _ in range(runs):
            for many in jobs:
                taken[many].append(measured(path, "-j", str(many), "-f", forms))
    print(
        f"load average at the end: {os.getloadavg()[0]:.1f}, on {os.cpu_count()} cores"
    )
    print("processes  wall s  processor s  pairs/s  peak MiB a process  workers busy")
    for many, found in taken.items():
        wall, used, peak, active = map(statistics.median, zip(*found, strict=True))
        print(
            f"{many:9} {wall:7.1f} {used:12.1f} {number / wall:8.2f} {peak:19.0f} "
            f"{active:13.1%}"
        )
    first = jobs[0]
    for many in jobs[1:]:
        gain = statistics.median(
            one[0] / more[0] * first / many
            for one, more in zip(taken[first], taken[many], strict=True)
        )
        cost = statistics.median(
            more[1] / one[1]
            for one, more in zip(taken[first], taken[many], strict=True)
        )
        print(
            f"{many} processes: {gain:.2f} of {many} cores used (wall), "
            f"{cost:.2f} x the processor time of {first}"
        )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler and workers, each a process; yield the address."""
    file = folder / "scheduler.json"

    def start(what: str, *options: str) -> None:
        module = ["-m", f"distributed.cli.{what}", "--scheduler-file", str(file)]
        process = subprocess.Popen(
            [sys.executable, *module, "--no-dashboard", *options],
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        stack.callback(process.wait)
        stack.callback(process.kill)

    with ExitStack() as stack:
        start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
        while not file.exists():
            time.sleep(0.1)
        for _ in range(workers):
            start("dask_worker", "--nthreads", "1", "--no-nanny")
        yield json.loads(file.read_text("utf-8"))["address"]


class Meter:
    """A way to an address that counts the bytes in either direction."""

    def __init__(self, address: str) -> None:
        host, port = address.removeprefix("tcp://").split(":")
        self.there = (host, int(port))
        self.up = self.down = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.server.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.server.accept()
            except OSError:
                return
            far = socket.create_connection(self.there)
            for one, other, way in ((near, far, "up"), (far, near, "down")):
                arguments = (one, other, way)
                threading.Thread(target=self._copy, args=arguments, daemon=True).start()

    def _copy(self, one: socket.socket, other: socket.socket, way: str) -> None:
        while data := one.recv(1 << 16):
            setattr(self, way, getattr(self, way) + len(data))
            other.sendall(data)
        other.close()


def wire(number: int) -> None:
    """Print how many bytes a pair moves between the client and the scheduler."""
    print("what is kept                       sent, bytes a pair   received")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = str(write_list(folder, number))
        with cluster(folder, workers=2) as address:
            for title, options in {
                "counts alone": ["-f", "none"],
                "JSON": ["-f", "json"],
                "JSON, texts sent along": ["-f", "json", "--send"],
                "JSON and page, texts sent along": ["-f", "json,html", "--send"],
            }.items():
                meter = Meter(address)
                with closing(meter.server):
                    measured(
                        *[path, "--into", "jsonl", "--scheduler", meter.address],
                        *options,
                    )
                up, down = meter.up / number, meter.down / number
                print(f"{title:34} {up:12,.0f} {down:16,.0f}")


def disk() -> None:
    """Print how many bytes a pair takes on the disk, however it is kept."""
    with tempfile.TemporaryDirectory() as name:
        number = len(pairs())
        path = str(write_list(Path(name), number))
        for into, forms in (
            *(("files", "json"), ("files", "html"), ("jsonl", "none")),
            *(("jsonl", "json"), ("parquet", "json")),
        ):
            out = Path(name) / f"{into}-{forms}"
            how = ["--into", into, "-f", forms, "--encoder", "static", "-q"]
            subprocess.run([*SRCDIFF, path, "-o", str(out), *how], cwd=ROOT, check=True)
            kept = [
                *out.glob("results*"),
                *out.glob("results/*"),
                *out.glob("reports/*"),
            ]
            size = sum(file.stat().st_size for file in kept if file.is_file())
            print(f"{into:8} {forms:5} {size / number:10,.0f} bytes a pair")


def record(number: int) -> None:
    """Print what a long list costs beside its comparisons: time, memory and disk."""
    some = Summary(0.5, 0.6, 1, 2, 3, 4, 5, 6, 7, 1)

    def seconds(since: float) -> str:
        return f"{time.perf_counter() - since:.0f} s"

    with tempfile.TemporaryDirectory() as name, closing(opened(Path(name))) as kept:
        start = time.perf_counter()
        kept.plan(
            Listed(f"wire/{i}.txt", f"desk/{i}.txt", str(i)) for i in range(number)
        )
        print(f"{number:,} pairs: written down in {seconds(start)}", end=", ")
        start = time.perf_counter()
        for pair in kept.pairs():
            kept.add(
                Result(pair.name, "k" * 64, "s" * 200, (20, 20), some, {"date": 1})
            )
        kept.commit()
        print(f"recorded in {seconds(start)}", end=", ")
        start = time.perf_counter()
        work = Work(name, Settings(encoder="static"), ("html", "json"), 100)
        summary.write(kept, Path(name), work)
        print(f"summed up in {seconds(start)}")
        disk = sum(path.stat().st_size for path in Path(name).iterdir())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{disk / number:.0f} bytes of disk a pair; peak memory {peak:.0f} MiB")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=172)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--forms", default="html,json")
    parser.add_argument("--wire", action="store_true")
    parser.add_argument("--disk", action="store_true")
    parser.add_argument("--record", type=int, nargs="?", const=1_000_000)
    options = parser.parse_args()
    if options.wire:
        wire(options.pairs)
    elif options.disk:
        disk()
    elif options.record:
        record(options.record)
    else:
        throughput(options.pairs, options.runs, options.jobs, options.forms)


if __name__ == "__main__":
    main()
