"""For the whole suite: settings of Hypothesis, and the encoder that ``auto`` means."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from srcdiff.align import transformer

_COMMON = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.filter_too_much],
}

settings.register_profile("here", max_examples=40, **_COMMON)
settings.register_profile("ci", max_examples=40, derandomize=True, **_COMMON)
settings.load_profile("ci" if os.environ.get("CI") else "here")


# Whoever starts the tests in the background has Ctrl-C ignored, here and in all that is
# started here.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="module")
def auto_is_static() -> Iterator[None]:
    """Let tests find the same whether the extra is installed or not.

    Tests of the contextual encoder ask for it by name.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transformer, "installed", lambda: False)
        yield
