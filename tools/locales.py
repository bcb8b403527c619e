"""The catalogs of messages: `python -m tools.locales extract`, `compile` or `check`.

The .mo files are committed, so that a bot needs no tool to speak Spanish; `check` fails where they, or the
template, no longer fit the source.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tools.messages import ROOT, Message, every

FOLDER = ROOT / "locales"
TEMPLATE = FOLDER / "folkmoot.pot"
HEADER = "# {language} messages of Folkmoot.\n#"
_HOLES = re.compile(r"\{(\w*)\}")


def extract() -> int:
    """Writes the template anew, and brings each language's file up to it."""
    fresh = _template()
    _write(fresh, TEMPLATE)
    for path in _languages():
        catalog = _read(path)
        catalog.update(fresh, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(catalog, path)
        missing = sum(not _forms(m.string)[0] for m in catalog if m.id)
        print(f"{path.relative_to(ROOT)}: {len(catalog)} messages, {missing} without a translation.")
    return 0


def compile_all() -> int:
    """Writes the .mo beside each .po."""
    for path in _languages():
        path.with_suffix(".mo").write_bytes(_compiled(_read(path)))
    return 0


def check() -> int:
    """Says what is missing, unsure, wrong or out of date; 1 where anything is."""
    problems = list(_problems())
    print("\n".join(problems) or "Every language is complete.")
    return 1 if problems else 0


def _problems() -> Iterator[str]:
    fresh = {_key(m.id) for m in _template() if m.id}
    if fresh != {_key(m.id) for m in _read(TEMPLATE) if m.id}:
        yield "locales/folkmoot.pot is out of date. Run: python -m tools.locales extract"
    for path in _languages():
        catalog = _read(path)
        name = path.parent.parent.name
        said = {_key(m.id): m for m in catalog if m.id}
        yield from (f"{name}: not translated: {key[0]!r}" for key in sorted(fresh - said.keys()))
        yield from (f"{name}: said nowhere any more: {key[0]!r}" for key in sorted(said.keys() - fresh))
        for key in sorted(fresh & said.keys()):
            yield from (
                f"{name}: {trouble}: {key[0]!r}" for trouble in _faults(said[key], catalog.num_plurals)
            )
        if _is_outdated(catalog, path.with_suffix(".mo")):
            yield f"{name}: the .mo does not hold what the .po says. Run: python -m tools.locales compile"


def _faults(message: object, plurals: int) -> Iterator[str]:
    ids, strings = _forms(getattr(message, "id", "")), _forms(getattr(message, "string", ""))
    if getattr(message, "fuzzy", False):
        yield "unsure (fuzzy)"
    if not all(strings) or (len(ids) > 1 and len(strings) != plurals):
        yield "not translated"
        return
    known = set().union(*(_holes(text) for text in ids))
    for text in strings:
        if _holes(text) - known or (len(ids) == 1 and _holes(text) != known):
            yield "other {placeholders} than the original"


def _is_outdated(catalog: Catalog, path: Path) -> bool:
    if not path.exists():
        return True
    with path.open("rb") as file:
        compiled = {_key(m.id): _forms(m.string) for m in read_mo(file) if m.id}
    return compiled != {_key(m.id): _forms(m.string) for m in catalog if m.id and all(_forms(m.string))}


def _template() -> Catalog:
    catalog = Catalog(project="Folkmoot", version="0.1", charset="utf-8", fuzzy=False)
    catalog.header_comment = HEADER.format(language="The")
    places = every().places
    for message in sorted(places, key=lambda m: (sorted(places[m])[0], m.one)):
        where = [(place, None) for place in sorted(places[message])]
        catalog.add(_id(message), locations=where)  # type: ignore[arg-type]
    return catalog


def _id(message: Message) -> str | tuple[str, str]:
    return (message.one, message.many) if message.many else message.one


def _key(msgid: object) -> tuple[str, ...]:
    return tuple(_forms(msgid))


def _forms(text: object) -> list[str]:
    """A message's forms, one or several."""
    if isinstance(text, (tuple, list)):
        return [str(form) for form in text]
    return [str(text or "")]


def _holes(text: str) -> set[str]:
    return set(_HOLES.findall(text))


def _languages() -> list[Path]:
    return sorted(FOLDER.glob("*/LC_MESSAGES/folkmoot.po"))


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.parent.parent.name)


def _write(catalog: Catalog, path: Path) -> None:
    """The same messages give the same file: no dates, no line numbers."""
    catalog.fuzzy = False
    out = io.BytesIO()
    write_po(out, catalog, width=100, include_lineno=False, omit_header=False)
    text = out.getvalue().decode()
    kept = [
        line for line in text.splitlines() if not re.match(r'"(POT-Creation|PO-Revision|Generated-By)', line)
    ]
    path.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")


def _compiled(catalog: Catalog) -> bytes:
    """The same messages give the same bytes, whenever it is done."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


TASKS: dict[str, Callable[[], int]] = {"extract": extract, "compile": compile_all, "check": check}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TASKS:
        sys.exit("python -m tools.locales extract|compile|check")
    sys.exit(TASKS[sys.argv[1]]())
