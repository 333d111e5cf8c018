"""The two modules of nltk that are used, without the rest of it.

Importing ``nltk.tokenize.punkt`` first runs ``nltk/__init__.py``, which imports all
of nltk: its parsers, classifiers and corpora, and scipy and scikit-learn where it
finds them.  That takes longer than to compare two news reports.  So nltk's packages
are left empty while the two modules are imported, and then all is taken out of
``sys.modules`` again: whoever imports nltk later gets the whole of it.

What the two import for training, for pickles and for guarding files is left away as
well, with the clients for HTTP and TLS that it loads.  A function of it refuses to be
called: nothing is trained on and nothing opened through nltk here.
"""

from __future__ import annotations

import sys
import threading
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_PUNKT, _SNOWBALL = "nltk.tokenize.punkt", "nltk.stem.snowball"

_EMPTY = ("nltk", "nltk.tokenize", "nltk.stem", "nltk.corpus")
"""Packages the two modules lie in, or import from, whose own code is not needed."""

_LEFT_AWAY = (
    "nltk.internals",
    "nltk.pathsec",
    "nltk.picklesec",
    "nltk.probability",
    "nltk.tokenize.util",
)
"""Modules of which nothing is called; releases of nltk before 3.10 lack some."""


def punkt() -> Any:
    """Return the module ``nltk.tokenize.punkt``."""
    return _modules()[0]


def snowball() -> Any:
    """Return the module ``nltk.stem.snowball``."""
    return _modules()[1]


@cache
def _modules() -> tuple[ModuleType, ModuleType]:
    # Another thread might import nltk while its packages are empty.
    if "nltk" not in sys.modules and threading.active_count() == 1:
        try:
            return _alone()
        except (ImportError, AttributeError):  # an nltk of another build
            pass
    return import_module(_PUNKT), import_module(_SNOWBALL)


def _alone() -> tuple[ModuleType, ModuleType]:
    """Import both with nothing in nltk's packages; leave no trace of these."""
    try:
        for name in _EMPTY:
            spec = find_spec(name)
            if spec is None:
                raise ImportError(name)
            sys.modules[name] = module_from_spec(spec)
        # Snowball asks for stop words only when told to leave them alone.
        sys.modules["nltk.corpus"].__dict__["stopwords"] = None
        for name in _LEFT_AWAY:
            sys.modules[name] = module = ModuleType(name)
            module.__dict__["__getattr__"] = partial(_refusing, name)
            package, _, own = name.rpartition(".")
            sys.modules[package].__dict__[own] = module
        return import_module(_PUNKT), import_module(_SNOWBALL)
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "nltk"]:
            del sys.modules[name]


def _refusing(module: str, name: str) -> Any:
    """Return what stands for a function of a module that was left away (PEP 562)."""
    if name.startswith("__"):
        raise AttributeError(name)

    def refuse(*_: Any, **__: Any) -> Any:
        raise RuntimeError(f"{module}.{name} was left away: see {__name__}")

    return refuse
