"""Make the pictures of the README: ``make pictures``.

Runs srcdiff on the sample pair as a user would, draws what the terminal shows
and what the page looks like with headless Chromium, and writes PNG files beside
this one.  Nothing is drawn by hand.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, DIMMED_MONOKAI
from rich.text import Text

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
COLUMNS = 132
LINES = 42

_PAGE = """<!doctype html><meta charset=utf-8><style>
body {{ background: {background}; color: {foreground}; margin: 18px }}
pre {{ font: 14px/1.35 "DejaVu Sans Mono", monospace; margin: 0 }}
{stylesheet}</style><pre>{code}</pre>"""


def srcdiff(*options: str) -> str:
    """Return what srcdiff prints for the sample pair."""
    command = [sys.executable, "-m", "srcdiff", "seeds/a.txt", "seeds/b.txt", *options]
    command += ["--encoder", "static"]
    run = subprocess.run(
        command,
        cwd=HERE.parent,
        env={"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        capture_output=True,
        check=True,
        text=True,
    )
    return run.stdout


def shoot(page: Path, picture: Path, size: str, *, dark: bool = False) -> None:
    """Write a picture of a page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("chromium is missing: install your system's package")
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else []
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-quic",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                f"--user-data-dir={profile}",
                f"--window-size={size}",
                *scheme,
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def terminal(folder: Path, theme: str) -> None:
    """Draw what a terminal with a background of that theme shows."""
    colours = DIMMED_MONOKAI if theme == "dark" else DEFAULT_TERMINAL_THEME
    options = ("--color", "always", "--width", str(COLUMNS), "--theme", theme)
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    text = "\n".join(srcdiff(*options).splitlines()[:LINES])
    console.print(Text.from_ansi(text), soft_wrap=True)
    page = folder / f"terminal-{theme}.html"
    page.write_text(console.export_html(theme=colours, code_format=_PAGE), "utf-8")
    name = "terminal.png" if theme == "dark" else "terminal-light.png"
    shoot(page, HERE / name, "1160,840")


def main() -> None:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for theme in ("dark", "light"):
            terminal(folder, theme)
        report = folder / "report.html"
        srcdiff("--html", str(report))
        shoot(report, HERE / "page.png", "1280,1250")
        shoot(report, HERE / "page-dark.png", "1280,1250", dark=True)


if __name__ == "__main__":
    main()
