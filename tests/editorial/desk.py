"""Small articles and a git repository to keep them in."""

import subprocess
from pathlib import Path

# The draft, its source, and a second source that has the draft's figure.
DRAFT = """\
---
title: Fire at the mill
sources: [wire.txt]
---

# Fire at the mill

A fire broke out early on Tuesday in the old cotton mill on the river, and it
burned until noon.

At least 17 people died in the fire at the mill, the police said.

The mayor thanked the firefighters, who came from four towns around the lake.
"""

WIRE = """\
The old cotton mill on the river caught fire early on Tuesday and burned until noon.

The police said that at least three dozen people died in the fire at the mill.

Firefighters came from four towns around the lake, and the mayor thanked them.
"""

AGREES = WIRE.replace("three dozen", "17")


class Repository:
    """A git repository in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, status: int | None = 0) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, capture_output=True, check=False
        )
        out = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert status is None or done.returncode == status, out
        return out

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def commit(self, message: str = "work") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", message)
        return self.git("rev-parse", "HEAD").strip()
