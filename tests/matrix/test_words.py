"""What the face makes of texts, levels and keys, without a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import nio
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from bot.api.card import Bar, Bars, Button, Card, Data, Field, Line, Moment, Quote, Typed
from bot.platforms.matrix import render
from bot.platforms.matrix.directory import NamesInRooms
from bot.platforms.matrix.room import RoomState
from bot.platforms.matrix.rooms import Rooms
from bot.platforms.matrix.signing import Identity, canonical
from bot.platforms.matrix.sync import since_then
from bot.platforms.matrix.text import Heard, ear, fits, without_reply_fallback
from bot.platforms.matrix.wire import Wire

ME = "@moot:moot.test"
EAR = ear(ME, "Folkmoot", ["motion list", "motion vote", "vote", "help"])
NOW = datetime(2026, 6, 4, 18, tzinfo=UTC)


def said(body: str, **more: object) -> dict[str, Any]:
    return {"msgtype": "m.text", "body": body, **more}


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("!vote 12 for", "vote 12 for"),
        ("/vote 12 for", "vote 12 for"),
        ("! vote 12 for", "vote 12 for"),
        ("!Motion list", "Motion list"),
        ("!motoin list", "motoin list"),
        ("!weather", None),
        ("!", None),
        ("Folkmoot: vote 12 for", "vote 12 for"),
        ("folkmoot, !vote 12 for", "vote 12 for"),
        ("@moot:moot.test vote 12 for", "vote 12 for"),
        ("Folkmoot", "help"),
        ("Folkmoots are old assemblies", None),
        ("I asked Folkmoot: vote", None),
        ("!motion propose Kettle\n\nA red one", "motion propose Kettle\n\nA red one"),
        ("good morning", None),
    ],
)
def test_hears_what_is_meant_for_it(body: str, line: str | None) -> None:
    heard = EAR.hear(said(body), private=False)
    assert heard == (None if line is None else Heard(line))


def test_alone_with_a_person_every_line_may_be_an_answer() -> None:
    assert EAR.hear(said("Thursday"), private=True) == Heard("Thursday", bare=True)
    assert EAR.hear(said("!weather"), private=True) == Heard("weather")
    assert EAR.hear(said("Thursday", msgtype="m.notice"), private=True) is None
    assert EAR.hear({"body": 7, "msgtype": "m.text"}, private=True) is None


@given(st.text(), st.booleans())
def test_no_text_breaks_the_ear(body: str, private: bool) -> None:
    heard = EAR.hear(said(body, formatted_body=body), private=private)
    assert heard is None or isinstance(heard.line, str)


def test_a_link_that_never_ends_is_read_in_one_go() -> None:
    endless = '<a href="https://matrix.to/#/@' + "m" * 2_000_000  # for hours, if for each letter anew
    assert EAR.hear(said("good morning", formatted_body=endless), private=False) is None
    html = '<a href="https://matrix.to/#/@moot:moot.test?via=moot.test">The clerk</a>: vote 12 for'
    heard = EAR.hear(said("The clerk: vote 12 for", formatted_body=html), private=False)
    assert heard == Heard("vote 12 for")


def test_quoted_lines_of_a_reply_are_dropped_only_in_replies() -> None:
    reply = said("", **{"m.relates_to": {"m.in_reply_to": {"event_id": "$1"}}})
    assert without_reply_fallback("> <@ana:x> hm\n> and\n\n!vote 1", reply) == "!vote 1"
    assert without_reply_fallback("> a quotation\n\n!vote 1", said("")) == "> a quotation\n\n!vote 1"


def test_patterns_of_accounts() -> None:
    assert fits("@ana:moot.test", ["*:moot.test"])
    assert not fits("@ana:moot.test.evil.example", ["*:moot.test"])
    assert fits("@_discord_123:moot.test", ["@_discord_*"])
    assert not fits("@ana:moot.test", ["@ben:moot.test"])
    assert not fits("@ana:moot.test", [])


TEXTS = st.text(max_size=200)


@given(TEXTS)
def test_no_text_of_a_person_becomes_markup_or_a_call_to_everybody(text: str) -> None:
    card = Card(title=(Data(text),), blocks=(Quote(text), Line((Data(text), Typed(text)))))
    shown = render.content(card, lambda _address: "a member")
    bare = shown["formatted_body"]
    for tag in ("strong", "blockquote", "code"):
        bare = bare.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in bare.replace("<br>", "")
    assert not any(word in shown["body"].casefold() for word in ("@room", "@everyone", "@here"))
    assert not set(shown["body"]) & set("\u202a\u202b\u202d\u202e\x00\x07\x1b")
    assert shown["m.mentions"] == {}


def test_a_card_reads_alike_as_html_and_as_text() -> None:
    at = Moment(NOW, "Thu, 4 Jun, 18:00")
    buttons = (
        Button("Second", "motion second", {"number": 12}),
        Button("What is kept", "privacy show", {"of": "a b"}),
    )
    card = Card(
        head=("Motion 12 · vote until ", at),
        title=(Data("Stop <work>"),),
        blocks=(
            Quote("One\nTwo"),
            Field(("Quorum",), ("15",)),
            Bars((Bar("For", "8", 0.8), Bar("Against", "2", 0.2))),
            Line(("Write ", Typed("vote 12 for")), strong=True),
        ),
        buttons=buttons,
    )
    shown = render.content(card, lambda _address: "a member")
    assert shown["body"] == (
        "Motion 12 · vote until Thu, 4 Jun, 18:00\nStop <work>\n> One\n> Two\nQuorum: 15\n"
        "For      ████████░░  8\nAgainst  ██░░░░░░░░  2\n"
        'Write !vote 12 for\n[Second] !motion second 12\n[What is kept] !privacy show "a b"'
    )
    assert shown["formatted_body"] == (
        "Motion 12 · vote until Thu, 4 Jun, 18:00<br><strong>Stop &lt;work&gt;</strong>"
        "<blockquote>One<br>Two</blockquote><strong>Quorum:</strong> 15<br>"
        "<code>For\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0████████░░\u00a0\u00a08</code><br>"
        "<code>Against\u00a0\u00a0██░░░░░░░░\u00a0\u00a02</code><br>"
        "<strong>Write <code>!vote 12 for</code></strong><br>"
        "[Second] <code>!motion second 12</code><br>[What is kept] <code>!privacy show &quot;a b&quot;</code>"
    )


def state(kind: str, content: dict[str, Any], key: str = "", **more: Any) -> dict[str, Any]:
    return {"type": kind, "content": content, "state_key": key, "sender": "@ana:x", "event_id": "$1", **more}


@pytest.mark.parametrize(
    ("version", "power", "levels"),
    [
        ("11", {"users": {"@ben:x": 50}}, {"@ana:x": 0, "@ben:x": 50, "@chi:x": 0}),
        ("11", None, {"@ana:x": 100, "@ben:x": 0, "@chi:x": 0}),
        ("11", {"users": {"@ben:x": "75"}, "users_default": 5}, {"@ana:x": 5, "@ben:x": 75, "@chi:x": 5}),
        ("9", {"users": {"@ben:x": "²", "@chi:x": "--5"}}, {"@ben:x": 0, "@chi:x": 0}),
        ("12", {"users": {"@ben:x": 50}}, {"@ana:x": float("inf"), "@ben:x": 50, "@chi:x": float("inf")}),
        ("org.example.13", {}, {"@ana:x": float("inf"), "@ben:x": 0, "@chi:x": float("inf")}),
    ],
)
def test_levels_by_room_version(version: str, power: dict[str, Any] | None, levels: dict[str, float]) -> None:
    room = RoomState("!1", ME)
    room.apply(state("m.room.create", {"room_version": version, "additional_creators": ["@chi:x"]}))
    if power is not None:
        room.apply(state("m.room.power_levels", power))
    assert {user: room.level(user) for user in levels} == levels


def test_private_is_for_two_behind_a_shut_door() -> None:
    room = RoomState("!1", ME)
    for user in (ME, "@ana:x"):
        room.apply(state("m.room.member", {"membership": "join"}, user, origin_server_ts=1))
    assert room.is_private
    room.apply(state("m.room.join_rules", {"join_rule": "public"}))
    assert not room.is_private
    room.apply(state("m.room.join_rules", {"join_rule": "invite"}))
    room.apply(state("m.room.member", {"membership": "invite"}, "@ben:x", origin_server_ts=2))
    assert not room.is_private


def test_whose_name_or_id_somebody_else_goes_by_is_not_alone_so_called() -> None:
    client = nio.AsyncClient("https://moot.test")
    client.user_id = ME
    rooms = Rooms(Wire(client))
    directory = NamesInRooms(lambda: rooms)
    told = [("!1", "@ana:x", "Ana Maria"), ("!1", "@eve:x", "Eve"), ("!1", "@ben:x", ""), ("!1", ME, "Ana")]
    for room, user, name in told:
        content = {"membership": "join", "displayname": name}
        rooms.enter(room).apply(state("m.room.member", content, user, origin_server_ts=1))

    def called(name: str) -> list[str]:
        return sorted(account.id for account in directory.so_called(name))

    assert (called("ana"), called("ana maria"), called("BEN")) == (["@ana:x"], ["@ana:x"], ["@ben:x"])
    for taken in ("Ana", "A\u200bn\u202ea", "ben", "Ana  Maria"):
        content = {"membership": "join", "displayname": taken}
        rooms.enter("!1").apply(state("m.room.member", content, "@eve:x", origin_server_ts=2))
        assert called(taken) == sorted(["@ben:x" if taken == "ben" else "@ana:x", "@eve:x"])
    content = {"membership": "join", "displayname": "Eve"}
    rooms.enter("!2").apply(state("m.room.member", content, "@eve:x", origin_server_ts=3))
    assert called("ana maria") == ["@ana:x", "@eve:x"], "so in one room and otherwise in another"
    assert called("") == []


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_no_state_event_breaks_a_room(content: Any) -> None:
    room = RoomState("!1", ME)
    kinds = ("member", "create", "power_levels", "join_rules", "history_visibility", "tombstone")
    for kind in kinds:
        if isinstance(content, dict):
            room.apply(state(f"m.room.{kind}", content, "@ana:x"))
            room.apply(state(f"m.room.{kind}", dict.fromkeys(("users", "events", "membership"), content), ME))
    assert room.level("@ana:x") >= 0 or room.power is not None
    assert isinstance(room.is_private, bool)


def test_the_time_of_late_events_is_kept_within_what_can_be_true() -> None:
    gap = NOW - timedelta(hours=1)
    assert since_then(NOW - timedelta(days=3), gap, NOW) == gap
    assert since_then(NOW - timedelta(minutes=5), gap, NOW) == NOW - timedelta(minutes=5)
    assert since_then(NOW + timedelta(days=3), gap, NOW) == NOW


def test_keys_come_from_the_seed_and_sign_each_other() -> None:
    identity, again = (Identity.from_seed(b"s" * 32, ME) for _ in range(2))
    other = Identity.from_seed(b"t" * 32, ME)
    assert identity.upload() == again.upload()
    publics = {identity.public(usage) for usage in identity.keys} | {other.public("master")}
    assert len(publics) == 4
    signed = identity.upload()["self_signing_key"]
    signature = signed["signatures"][ME][f"ed25519:{identity.public('master')}"]
    bare = {key: value for key, value in signed.items() if key != "signatures"}
    master = identity.keys["master"].public_key()
    assert isinstance(master, Ed25519PublicKey)
    master.verify(_raw(signature), canonical(bare))
    with pytest.raises(InvalidSignature):
        master.verify(_raw(signature), canonical(bare | {"usage": ["user_signing"]}))


def _raw(unpadded: str) -> bytes:
    import base64

    return base64.b64decode(unpadded + "=" * (-len(unpadded) % 4))
