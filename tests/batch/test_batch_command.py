"""The command: options, worker processes, what is said, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from many import PLACES, STORY, written

from srcdiff.batch.work import Pair, Result, Work
from srcdiff.batch.workers import compared
from srcdiff.cli import run
from srcdiff.settings import Settings

STATIC = ["--encoder", "static"]
NAMES = [place.lower() for place in PLACES]
Output = pytest.CaptureFixture[str]


def started(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "srcdiff", "batch", *arguments, *STATIC]


@pytest.fixture
def here_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command compare in this process, which takes no time to start."""
    from many import here

    def one(work: Work, pairs: Iterator[Pair], jobs: int) -> Iterator[Result]:
        yield from here(work, pairs)

    monkeypatch.setattr("srcdiff.batch.workers.compared", one)


def many_pairs(number: int) -> None:
    """Write a list of pairs of which each is another."""
    lines = ["a,b"]
    for i in range(number):
        Path(f"wire/{i}.txt").write_text(STORY.format(place="Orrin", count=i), "utf-8")
        lines.append(f"wire/{i}.txt,desk/{NAMES[i % 5]}.txt")
    Path("many.csv").write_text("\n".join(lines), "utf-8")


# -- worker processes ------------------------------------------------------------


def test_any_number_of_processes_gives_the_same_bytes(capfd: Output) -> None:
    for jobs in ("1", "3"):
        command = ["pairs.csv", "-o", f"out{jobs}", "--jobs", jobs, "-f"]
        done = subprocess.run(
            started(*command, "html,json,markdown,terminal"),
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert done.stdout == f"5 pairs: 2 conflicts in 2 pairs\nout{jobs}/index.html\n"
        assert done.stderr == ""
    assert written("out1") == written("out3")
    assert len(list(Path("out1/reports").iterdir())) == 20


def test_results_come_in_the_order_of_the_list(desk: Path) -> None:
    """The first pair takes longest, and is the first to come."""
    Path("wire/orrin.txt").write_text(
        STORY.format(place="Orrin", count=17) * 40, "utf-8"
    )
    work = Work(str(desk), Settings(encoder="static"), (), 100)
    pairs = [
        Pair(number, name, f"wire/{name}.txt", f"desk/{name}.txt")
        for number, name in enumerate(NAMES)
    ]
    assert [result.name for result in compared(work, iter(pairs), jobs=2)] == NAMES


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
def test_a_pair_that_kills_its_worker_is_given_up(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told apart from the innocent one that the other worker had meanwhile."""
    (desk / "deadly.py").write_text(DEADLY, "utf-8")
    monkeypatch.syspath_prepend(desk)
    done = subprocess.run(
        [sys.executable, "deadly.py"], capture_output=True, check=True, encoding="utf-8"
    )
    assert json.loads(done.stdout) == [
        ["orrin", ""],
        [
            "deadly",
            "the process that compares it ended by itself (exit status -9), perhaps "
            "for want of memory; try it alone",
        ],
        ["tarn", ""],
        ["umber", ""],
    ]


DEADLY = """
import json, os, signal
from pathlib import Path

from srcdiff.batch.work import Pair, Work
from srcdiff.batch import workers
from srcdiff.settings import Settings

compare_pair = workers.compare_pair

def deadly(work, pair):
    if pair.name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return compare_pair(work, pair)

workers.compare_pair = deadly

if __name__ == "__main__":
    names = ["orrin", "deadly", "tarn", "umber"]
    work = Work(str(Path.cwd()), Settings(encoder="static"), (), 100)
    pairs = [Pair(i, n, f"wire/{n}.txt", f"desk/{n}.txt") for i, n in enumerate(names)]
    results = workers.compared(work, iter(pairs), jobs=2)
    print(json.dumps([[result.name, result.error] for result in results]))
"""


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("into", ["files", "jsonl"])
def test_ctrl_c_ends_it_and_it_goes_on(into: str) -> None:
    many_pairs(30)
    Path("slow.py").write_text(SLOW, "utf-8")
    command = started("many.csv", "-o", "out", "--into", into, "-j", "2", "-f", "json")
    process = subprocess.Popen(
        [sys.executable, "slow.py", *command[3:]],
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    )
    deadline = time.monotonic() + 120
    while not _kept(into) and time.monotonic() < deadline:
        time.sleep(0.05)
    # As a terminal does: to the whole group, workers too.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors[:9]) == (130, "srcdiff: "), errors
    assert errors.startswith("srcdiff: stopped: ")
    assert errors.endswith("start it again to go on\n")
    assert len(errors.splitlines()) == 1
    assert _all_gone(process.pid)
    assert 0 < len(_kept(into)) < 30
    assert not any(".srcdiff-" in name for name in written())
    assert "summary.json" not in written()
    for report in Path("out").rglob("*.json"):
        json.loads(report.read_text("utf-8"))
    again = subprocess.run(command, check=False, capture_output=True)
    assert again.returncode == 0
    assert again.stdout.startswith(b"30 pairs: ")
    kept = _kept(into)
    assert (len(kept), len(set(kept))) == (30, 30)


SLOW = """
import time

from srcdiff.batch import workers

compare_pair = workers.compare_pair

def slow(work, pair):
    time.sleep(0.15)
    return compare_pair(work, pair)

workers.compare_pair = slow

if __name__ == "__main__":
    from srcdiff.cli import main

    main()
"""


def _all_gone(group: int) -> bool:
    """Tell whether every process of a group has ended, at once or soon after."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def _kept(into: str) -> list[str]:
    if into == "files":
        reports = Path("out/reports")
        return [path.name for path in reports.glob("[!.]*")] if reports.exists() else []
    lines = Path("out/results.jsonl")
    text = lines.read_text("utf-8") if lines.exists() else ""
    return [line[:60] for line in text.splitlines()]


# -- what is said, and how it ends -----------------------------------------------

ENDINGS = {
    "plain": ([], 0),
    "fail-on": (["--fail-on", "conflict"], 1),
    "other-kind": (["--fail-on", "conflict:date"], 0),
    "exit-code": (["--exit-code"], 1),
}


@pytest.mark.usefixtures("here_only")
@pytest.mark.parametrize(("options", "status"), ENDINGS.values(), ids=ENDINGS)
def test_the_worst_pair_makes_the_status(
    options: list[str], status: int, capsys: Output
) -> None:
    command = ["batch", "pairs.csv", "-o", "out", "-f", "none", *STATIC, *options]
    assert run(command) == status
    assert run(command) == status  # and of what was finished before
    Path("wire/velm.txt").unlink()
    assert run(command) == 2
    assert "srcdiff: velm: wire/velm.txt: does not exist" in capsys.readouterr().err
    assert not list(Path("out/reports").iterdir())


@pytest.mark.usefixtures("here_only")
def test_a_bug_in_one_pair_is_status_3(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("oh")

    monkeypatch.setattr("srcdiff.pipeline.compare", broken)
    assert run(["batch", "pairs.csv", "-o", "out", *STATIC]) == 3
    assert capsys.readouterr().err.count("a bug in srcdiff: ValueError: oh") == 5


SOURCES: dict[str, Sequence[str]] = {
    "list": ["lists/pairs.csv"],
    "folders": ["--folders", "wire", "desk"],
    "patterns": ["--glob", "wire/*.txt", "desk/*.txt"],
}


@pytest.mark.usefixtures("here_only")
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_source_gives_the_pairs(source: Sequence[str], capsys: Output) -> None:
    Path("lists").mkdir()
    text = Path("pairs.csv").read_text("utf-8")
    moved = text.replace("wire/", "../wire/").replace("desk/", "../desk/")
    Path("lists/pairs.csv").write_text(moved, "utf-8")
    assert run(["batch", *source, "-o", "out", *STATIC]) == 0
    out, errors = capsys.readouterr()
    assert (out, errors) == ("5 pairs: 2 conflicts in 2 pairs\nout/index.html\n", "")
    assert sorted({path.stem for path in Path("out/reports").iterdir()}) == NAMES


def test_a_list_comes_through_standard_input() -> None:
    done = subprocess.run(
        started("-", "-o", "out", "-f", "json", "-j", "1"),
        input=Path("pairs.csv").read_bytes(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"5 pairs: 2 conflicts in 2 pairs")


@pytest.mark.usefixtures("here_only")
def test_what_has_no_partner_is_told(capsys: Output) -> None:
    for number in range(12):
        Path(f"wire/lone{number:02}.txt").write_text("Lone.\n", "utf-8")
    Path("desk/last.txt").write_text("Last.\n", "utf-8")
    command = ["batch", "--folders", "wire", "desk", "-o", "out", *STATIC]
    assert run(command) == 0
    errors = capsys.readouterr().err.splitlines()
    assert errors[0] == "srcdiff: wire/lone00.txt: has no partner in B"
    assert (
        errors[10]
        == "srcdiff: 2 more articles of A without a partner: see summary.json"
    )
    assert errors[11] == "srcdiff: desk/last.txt: has no partner in A"
    alone = json.loads(Path("out/summary.json").read_text("utf-8"))["alone"]
    assert (len(alone["a"]), alone["b"]) == (12, ["desk/last.txt"])
    assert run([*command, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("here_only")
def test_fresh_compares_all_again(capsys: Output) -> None:
    command = ["batch", "pairs.csv", "-o", "out", "--into", "jsonl", *STATIC]
    assert run(command) == 0
    Path("wire/velm.txt").write_text("Quite another story.\n", "utf-8")
    assert run(command) == 2
    assert "start anew with --fresh" in capsys.readouterr().err
    assert run([*command, "--fresh"]) == 0
    assert len(Path("out/results.jsonl").read_text("utf-8").splitlines()) == 5


REFUSED = {
    "no-source": (["-o", "out"], "give one of: a list of pairs, --folders, --glob"),
    "two-sources": (
        ["pairs.csv", "--folders", "wire", "desk", "-o", "out"],
        "give one of",
    ),
    "no-folder": (["pairs.csv"], "Missing option '-o'"),
    "no-list": (["none.csv", "-o", "out"], "none.csv: cannot be read"),
    "a-folder": (["wire", "-o", "out"], "wire: cannot be read"),
    "no-columns": (["wire/orrin.txt", "-o", "out"], "has no column 'a'"),
    "one-star": (["--glob", "wire/x", "desk/*", "-o", "out"], "needs one *"),
    "no-format": (["pairs.csv", "-o", "out", "-f", "pdf"], "'pdf' is not one of"),
    "none-and": (["pairs.csv", "-o", "out", "-f", "none,json"], "goes with no other"),
    "send": (["pairs.csv", "-o", "out", "--send"], "--send is for a cluster"),
    "no-jobs": (["pairs.csv", "-o", "out", "-j", "0"], "'-j'"),
    "a-file": (["pairs.csv", "-o", "pairs.csv"], "cannot be made or read"),
    "full-folder": (["pairs.csv", "-o", "wire"], "holds other files"),
    "encoder": (["pairs.csv", "-o", "out", "--encoder", "no"], "unknown encoder 'no'"),
}


@pytest.mark.usefixtures("here_only")
@pytest.mark.parametrize(("arguments", "says"), REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(
    arguments: list[str], says: str, capsys: Output
) -> None:
    assert run(["batch", *arguments]) == 2
    out, errors = capsys.readouterr()
    assert (out, len(errors.splitlines())) == ("", 1)
    assert says in errors
    # Only what turns out when it is under way finds a folder made.
    assert Path("out").exists() == (says == "unknown encoder 'no'")


def test_a_setting_that_no_worker_can_have_ends_the_run() -> None:
    done = subprocess.run(
        [*started("pairs.csv", "-o", "out"), "--encoder", "none-such"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "unknown encoder 'none-such'" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
@pytest.mark.parametrize("quiet_desk", [False, True], ids=["person", "CI"])
def test_progress_is_for_a_person(quiet_desk: bool) -> None:
    import pty  # not on Windows

    many_pairs(200)  # long enough for a bar to come
    ours, theirs = pty.openpty()
    environment = os.environ | ({"CI": "1"} if quiet_desk else {})
    process = subprocess.Popen(
        started("many.csv", "-o", "out", "-f", "none"),
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        env=environment | {"COLUMNS": "80", "LINES": "24"},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert (b"/200 [" in shown, b" pairs/s" in shown) == (not quiet_desk,) * 2
