"""A letter with its signatories as a file: written line by line, whatever their number."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import paper
from bot.api.card import File
from bot.api.file import Kept
from bot.api.speech import Speech
from cogs.campaigns.rules.breakdown import Public, PublicRow
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import (
    MOST_ON_PAPER,
    Form,
    LetterNotSet,
    Signatory,
    Sums,
    TooManyForPaper,
    cell,
)
from cogs.campaigns.rules.series import day_of
from cogs.campaigns.views import handover as words

PRESS = Path(__file__).with_name("letter_press.py")
LONGEST = 30.0
_TYPES = {
    Form.CSV: "text/csv",
    Form.JSON: "application/json",
    Form.MARKDOWN: "text/markdown",
    Form.PDF: paper.PDF,
}
_MARK = "\ufeff"
"""By this a spreadsheet knows that the letters after it are Unicode."""
Pages = AsyncIterator[list[Signatory]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All that goes into a file beside the rows."""

    say: Speech
    campaign: Campaign
    sums: Sums
    public: Public
    is_stated: bool = False

    def file(self, form: Form) -> str:
        what = "stated" if self.is_stated else "letter"
        return f"{what}-{self.campaign.number}.{form.value}"


async def as_file(whole: Whole, form: Form, pages: Pages) -> File:
    """The file; on disk it has no name, and is gone once it has been handed over."""
    if form is Form.PDF:
        return File(whole.file(form), _TYPES[form], await printed(whole, pages))
    lines = {Form.CSV: _table, Form.JSON: _json, Form.MARKDOWN: _markdown}[form](whole, pages)
    with tempfile.TemporaryFile() as written:
        async for some in lines:
            written.write(some.encode())
        return File(whole.file(form), _TYPES[form], kept=Kept.of(written))


async def printed(whole: Whole, pages: Pages) -> bytes:
    """The letter on paper."""
    if whole.sums.named > MOST_ON_PAPER:
        raise TooManyForPaper(whole.campaign.number, MOST_ON_PAPER)
    made = words.letter(whole.say, whole.campaign, whole.sums)
    text = [part.splitlines() for part in re.split(r"\n\s*\n", made.text) if part.strip()]
    names = [entry async for page in pages for entry in words.entries(whole.say, page)]
    set_ = {
        "title": made.title,
        "to": made.to,
        "text": text,
        "signed": made.signed,
        "names": names,
        "below": list(made.below),
        "made": made.made,
    }
    try:
        return await paper.printed(PRESS, set_, LONGEST)
    except paper.NotSet:
        raise LetterNotSet from None


async def _table(whole: Whole, pages: Pages) -> AsyncIterator[str]:
    """Rows whose last column adds up: to all signatures, and those on paper apart."""
    say, sums = whole.say, whole.sums
    one, unnamed, on_paper, organisation = words.kinds(say)
    yield _MARK + _row(words.headings(say))
    async for page in pages:
        yield "".join(_row(_cells(words.signed_as(say, one, each), each)) for each in page)
    if sums.unnamed and not whole.is_stated:
        yield _row([unnamed, "", "", "", "", "", str(sums.unnamed)])
    if sums.paper:
        yield _row([on_paper, "", "", "", "", "", str(sums.paper)])
    for name in sums.organisations:
        yield _row([organisation, cell(name), "", "", "", "", ""])


def _cells(kind: str, one: Signatory) -> list[str]:
    stated = (one.called, one.trade, one.workplace, one.association, one.country)
    return [kind, *(cell(words_) for words_ in stated), "1"]


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()


async def _json(whole: Whole, pages: Pages) -> AsyncIterator[str]:
    """For programs: keys in English, whatever the language of the letter."""
    campaign, sums = whole.campaign, whole.sums
    head = {
        "format": "folkmoot-letter",
        "version": 1,
        "made_at": whole.say.now.isoformat(),
        "number": int(campaign.number),
        "name": campaign.name,
        "kind": campaign.kind.value,
        "title": campaign.title,
        "text": campaign.text,
        "text_version": campaign.version,
        "language": campaign.locale,
        "addressee": campaign.addressee,
        "goal": campaign.goal,
        "signatures": sums.total,
        "names_not_shown": sums.unnamed,
        "on_paper": sums.paper,
        "organisations": list(sums.organisations),
        "tally": {kind: [_tallied(row) for row in rows] for kind, rows in whole.public.rows.items()},
    }
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "signatories": ['
    is_first = True
    async for page in pages:
        for one in page:
            yield ("\n  " if is_first else ",\n  ") + json.dumps(_entry(one), ensure_ascii=False)
            is_first = False
    yield "\n ]\n}\n"


def _tallied(row: PublicRow) -> dict[str, str | int]:
    called = day_of(row.term).isoformat() if row.kind == "day" else row.called
    return {"called": called, "signatures": row.n, "vouched": row.vouched}


def _entry(one: Signatory) -> dict[str, str | int]:
    said = {
        "name": one.called,
        "trade": one.trade,
        "workplace": one.workplace,
        "association": one.association,
        "country": one.country,
    }
    earlier = {"text_version": one.version} if one.version else {}
    return {key: value for key, value in said.items() if value} | earlier


async def _markdown(whole: Whole, pages: Pages) -> AsyncIterator[str]:
    made = words.letter(whole.say, whole.campaign, whole.sums)
    yield words.above_in_markdown(made)
    async for page in pages:
        yield "".join(words.name_in_markdown(whole.say, one) for one in page)
    yield words.below_in_markdown(made)
