"""Each test of this folder that takes a `session` is run with every engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.engines import Session
from tests.conformance.sessions import ENGINES, opened


@pytest.fixture(name="session", scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ENGINES])
def _session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with opened(request.param, request) as session:
        yield session
