"""Git for tests, away from the settings of whoever runs them."""

import os

import pytest
from desk import Repository


@pytest.fixture(scope="session")
def lone_git():
    """Settings that keep a developer's own git configuration and hooks out."""
    lone = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Desk",
        "GIT_AUTHOR_EMAIL": "desk@example.org",
        "GIT_COMMITTER_NAME": "Desk",
        "GIT_COMMITTER_EMAIL": "desk@example.org",
    }
    hooks = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "SKIP")
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("PRE_COMMIT")] + [*hooks]:
            patch.delenv(name, raising=False)
        for name, value in lone.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def repository(tmp_path, lone_git):
    folder = tmp_path / "desk"
    folder.mkdir()
    return Repository(folder)
