"""The forms of exported files as JSON Schema: `python -m tools.export_schema` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from bot.ballots.count_record import CountRecord
from bot.ballots.record import Record, Strict
from tools.messages import ROOT

FILES: dict[Path, type[Strict]] = {
    ROOT / "docs" / "export.schema.json": Record,
    ROOT / "docs" / "count.schema.json": CountRecord,
}


def schema(of: type[Strict]) -> str:
    """The whole schema of a kind of file, as it is kept."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(of)}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file, of in FILES.items():
        file.write_text(schema(of), encoding="utf-8")
