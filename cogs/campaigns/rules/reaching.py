"""Reaching people outside: a letter of one's own to the addressee, and what leads others to a campaign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.api.errors import RuleError
from bot.api.people import Address

LONGEST_LINK = 1900
"""What programs for mail still open, and a message of any network still holds."""
LINK_LIMIT = 300
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(eq=False, repr=False)
class NotALink(RuleError):
    """What is to be scanned is no address of the web."""

    given: str = field(repr=False)


class FlyerNotSet(RuleError):
    """The flyer could not be printed just now."""


def mail_address(addressee: str) -> str:
    """The address for mail in the words for an addressee; empty where there is none."""
    found = _MAIL.search(addressee)
    return found[0].strip(".") if found else ""


def mailto(addressee: str, title: str, text: str) -> tuple[str, bool]:
    """A link that opens a letter in a program for mail, and whether the text fits into it."""
    start = f"mailto:{quote(mail_address(addressee), safe='@')}?subject={quote(title, safe='')}"
    if not text:
        return start, True
    whole = f"{start}&body={quote(_as_mail(text), safe='')}"
    return (whole, True) if len(whole) <= LONGEST_LINK else (start, False)


def _as_mail(text: str) -> str:
    return text.replace("\n", "\r\n")


def link(words: str) -> str:
    """An address of the web as somebody gave it."""
    if not _LINK.fullmatch(words.strip()):
        raise NotALink(words)
    return words.strip()


def way_to(room: Address) -> str:
    """The address by which anybody comes to a room, where its network has such; else empty."""
    if room.network != "matrix" or not room.id:
        return ""
    _, _, server = room.id.partition(":")
    via = f"?via={quote(server, safe=':')}" if server and not room.id.startswith("#") else ""
    return f"https://matrix.to/#/{quote(room.id, safe=':')}{via}"
