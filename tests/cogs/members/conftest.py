"""What the tests of this cog share."""

from __future__ import annotations

import pytest

from cogs.members.store import MemberStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll


@pytest.fixture
def store(db: Database) -> MemberStore:
    return MemberStore(db, Assemblies(db), Roll(db))
