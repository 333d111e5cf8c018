"""A benchmark measures a commit: one that anybody can check out and measure again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def refuse_dirty() -> None:
    """End with status 2 where the package holds changes that are not committed."""
    status = ["git", "status", "--porcelain", "--", "srcdiff"]
    run = subprocess.run(status, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode or run.stdout:
        sys.stderr.write(run.stderr or run.stdout)
        print("not measured: commit what is in srcdiff/ first", file=sys.stderr)
        sys.exit(2)
