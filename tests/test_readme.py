"""What the README shows is what the program does today.

``python tests/test_readme.py --write`` puts the current help and explanation into it.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
HELP = re.compile(r"(?<=<!-- help -->\n).*?(?=<!-- /help -->)", re.DOTALL)
EXPLAINED = re.compile(
    r"(?<=<!-- explain -->\n)```console\n\$ (.*?)\n.*?(?=<!-- /explain -->)", re.DOTALL
)
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


STATIC = "from srcdiff.align import transformer as t; t.installed = lambda: False\n"
"""The README shows what srcdiff says without any extra."""
MAIN = "from srcdiff.cli import main; main()"


def shown_help() -> str:
    """Return the help of the program as the README shows it."""
    return f"```text\n{printed('--help')}```\n"


def shown_explanation(found: re.Match[str]) -> str:
    """Return the explanation that the README shows, as it is today."""
    name, *arguments = found[1].split()
    assert name == "srcdiff"
    return f"```console\n$ {found[1]}\n{printed(*arguments)}```\n"


def printed(*arguments: str) -> str:
    """Return what the program prints."""
    run = subprocess.run(
        [sys.executable, "-c", f"{STATIC}{MAIN}", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "80", "LANG": "C.UTF-8"},
    )
    return run.stdout


def test_the_help_is_current() -> None:
    """A reader of the README sees the options there are."""
    found = HELP.search(README.read_text("utf-8"))
    assert found is not None
    assert found.group() == shown_help()


def test_the_explanation_is_current() -> None:
    """What is explained is what a reader gets."""
    found = EXPLAINED.search(README.read_text("utf-8"))
    assert found is not None
    assert found.group() == shown_explanation(found)


def test_the_python_example_prints_what_stands_below_it() -> None:
    """The example can be pasted and run."""
    found = EXAMPLE.search(README.read_text("utf-8"))
    assert found is not None
    run = subprocess.run(
        [sys.executable, "-c", STATIC + found.group(1)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )
    assert run.stdout == found.group(2)


def test_files_named_in_the_readme_exist() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__" and "--write" in sys.argv:
    text = README.read_text("utf-8")
    text = HELP.sub(lambda _: shown_help(), text)
    README.write_text(EXPLAINED.sub(shown_explanation, text), "utf-8")
