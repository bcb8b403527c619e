"""Sample cards that every face has to show within its limits, harmless whatever people wrote."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.api.card import (
    Bar,
    Bars,
    Button,
    Card,
    Chat,
    Data,
    Field,
    Line,
    Menu,
    Moment,
    Name,
    Pick,
    Quote,
    Style,
    Table,
    Typed,
)

CLOSES = Moment(datetime(2026, 6, 4, 16, tzinfo=UTC), "Thu 4 June, 18:00")

OPEN_MOTION = Card(
    head=("Motion 12 · vote until ", CLOSES, " (in 2 days)"),
    title=(Data("Stop work at noon on Friday"),),
    blocks=(
        Line(("Moved by ", Name(1), ", seconded by ", Name(2), ". Everyone can see who votes how.")),
        Bars((Bar("For", "8", 0.8), Bar("Against", "2", 0.2), Bar("Abstain", "1", 0.1))),
        Line(("Needs more than half of the votes cast: more than 5 of 10; has 8.",)),
        Line(("15 must take part: 11 have, 4 to go.",)),
        Line(("React ✅ for, ❌ against, ⚪ abstain, or write: ", Typed("vote 12 for"))),
    ),
    buttons=(
        Button("For", "motion vote", {"number": 12, "choice": "for"}, Style.GOOD, "✅"),
        Button("Against", "motion vote", {"number": 12, "choice": "against"}, Style.BAD, "❌"),
        Button("Abstain", "motion vote", {"number": 12, "choice": "abstain"}, Style.QUIET, "⚪"),
    ),
    reactions=("✅", "❌", "⚪"),
    style=Style.MAIN,
)

SEALED = Card(
    head=("Motion 12 · vote until ", CLOSES, " (in 2 days)"),
    title=(Data("Stop work at noon on Friday"),),
    blocks=(
        Line(
            (
                "Moved by ",
                Name(1),
                ". Nobody sees the count until the close. Then everyone sees who voted how.",
            )
        ),
        Line(("19 of 45 have voted.",)),
        Line(("Needs more than half of the votes cast.",)),
        Line(
            (
                "Vote where we are alone: ",
                Chat("open a chat with me"),
                ". There, write: ",
                Typed("vote 12 for"),
            )
        ),
    ),
    style=Style.MAIN,
)

DRAFT = Card(
    head=("Motion 13 · draft",),
    title=(Data("Buy a kettle"),),
    blocks=(
        Quote("Ours leaks.\n\nA new one costs 20 €."),
        Line(("It needs one second before voting opens.",)),
    ),
    buttons=(
        Button("Second", "motion second", {"number": 13}, Style.MAIN),
        Button("Suggest a change", "motion suggest", {"number": 13}),
    ),
)

RESULT = Card(
    title=("Motion 12 is carried: ", Data("Stop work at noon on Friday")),
    blocks=(
        Line(("For 12, against 3, abstain 1. More than 7.5 of the 15 votes cast were needed.",)),
        Line(("Check it yourself: ", Typed("motion export 12"))),
    ),
    style=Style.GOOD,
)

FIELDS = Card(
    title=("What you can do with motion",),
    blocks=(
        Line(("For stewards:",), strong=True),
        Field((Typed("motion close 12"),), ("End a vote early.",)),
        Field(("Moved by",), (Name(99),)),
        Field(("Closes",), (CLOSES,)),
    ),
)

HOSTILE = (
    "@everyone @here @room <@1> <@&2> <#3> <!channel>",
    "**bold** _it_ ~~no~~ `code` ```block``` ||spoiler|| # head\n> quote\n- item\n[here](https://example.org)",
    "<b>bold</b><script>alert(1)</script><img src=x onerror=y>&lt;i&gt;<a href='//example.org'>x</a>",
    "[red]rich[/red] [bold on white]markup[/] \\[x]",
    "abc\u202edef\u202c \u2067ghi\u2066 \u200fjkl\u200e \u061c",
    "bell\u0007 escape\u001b[31mred\u001b]0;title\u0007 back\u0008\u0008\u0008 nul\u0000 c1\u009b31m",
    "line\r\nbreaks\u2028and\u2029more\u0085still\x0bvertical\x0cfeed",
    "שלום עולם (1)",
    "مرحبا بالعالم",
    "👩‍👩‍👧‍👦 家族 👍🏽 ✅\ufe0f",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "\U000e0041\U000e0042tags and \ufeff marks \u2060 joined \ue000 private",
    "{braces} %s %(x)s ${y} {0}",
    "   ",
)

LONG = "All that we ask for, and why. " * 133  # 3,990 characters
MARKS = "*_~`|>#[]()" * 363  # 3,993 characters, each of which some face escapes


def hostile(text: str) -> Card:
    """A card with one text in every place that people can fill."""
    data = Data(text)
    return Card(
        head=("Motion 7 · ", data),
        title=(data,),
        blocks=(
            Line(("Because: ", data, ".")),
            Field((data,), (data, " and ", Typed(f"motion propose {text}"))),
            Quote(text),
            Bars((Bar(text[:40], "1", 1.0), Bar("No", "1,000", 0.0))),
            Table((text, "Votes"), ((text, "1"), ("No", text))),
        ),
        buttons=(Button(text[:80] or "Press", "motion show", {"number": 7}),),
        menus=(Menu(text, "motion show", "number", (Pick("7", text, text, chosen=True), Pick("8", "No"))),),
    )


def long(text: str) -> Card:
    """A card with a motion's text of the greatest length that is taken."""
    return Card(
        head=("Motion 8 · draft",),
        title=(Data(text[:200]),),
        blocks=(Quote(text), Line(("It needs one second.",))),
        buttons=(Button("Second", "motion second", {"number": 8}),),
    )


MANY_BUTTONS = Card(
    title=("Which one?",),
    buttons=tuple(Button(f"Motion {n}", "motion show", {"number": n}) for n in range(1, 21)),
)
MANY_LINES = Card(
    title=("Open now",), blocks=tuple(Line((f"{n}: ", Data(f"Motion number {n}"))) for n in range(1, 41))
)

COUNT = Card(
    title=("The count",),
    blocks=(
        Table(
            ("Name", "Stage 1", "Stage 2", "Stage 3"),
            (
                ("Ana", "41", "38", "38"),
                ("小林 葵", "1,204.5", "1,204.53333", "elected"),
                ("Łukasz-Nepomucen von der Wasserkante", "0"),
            ),
        ),
        Line(("Ana was elected at stage 3 with 41 of a quota of 38.",)),
    ),
)
VAST = Card(
    blocks=(
        Table(
            ("Name", *(f"Stage {n}" for n in range(1, 50))),
            tuple((f"Candidate {n}", *["1,000.12345"] * 49) for n in range(1, 51)),
        ),
        Line(("Check it yourself.",)),
    )
)
LONG_TABLE = Card(
    blocks=(
        Table(("Name", "Votes"), tuple((f"{n} {'of the depot' * 3}", str(n)) for n in range(1, 400))),
        Table((), ()),
        Line(("Check it yourself.",)),
    )
)

BALLOT = Card(
    title=("Whom do you want most?",),
    menus=(
        Menu("First choice", "poll vote", "choice", (Pick("1", "Ana"), Pick("2", "Ben", "of the depot"))),
        Menu("All you can live with", "poll vote", "choice", (Pick("1", "Ana", chosen=True),), {"number": 3}),
    ),
    buttons=(Button("Cast it", "poll vote", {"number": 3, "choice": "1 2"}, Style.MAIN),),
)
_PICKS = tuple(Pick(str(n), f"Option {n} {'x' * 200}", "why " * 50, chosen=True) for n in range(1, 51))
MANY_MENUS = Card(
    title=("Which of them?",),
    menus=(
        Menu("None", "poll vote", "choice", ()),
        *(Menu("Choose " * 40, "poll vote", "choice", _PICKS, {"number": 3}, 30, 60) for _ in range(7)),
    ),
    buttons=MANY_BUTTONS.buttons,
)

SAMPLES: dict[str, Card] = {
    "open motion": OPEN_MOTION,
    "sealed motion": SEALED,
    "draft": DRAFT,
    "result": RESULT,
    "fields": FIELDS,
    "empty": Card(),
    "many buttons": MANY_BUTTONS,
    "many lines": MANY_LINES,
    "count": COUNT,
    "vast table": VAST,
    "long table": LONG_TABLE,
    "ballot": BALLOT,
    "many menus": MANY_MENUS,
    "4,000 characters": long(LONG),
    "4,000 marks": long(MARKS),
    "4,000 emoji": long("\U0001f5f3" * 4000),
    **{f"hostile {n}": hostile(text) for n, text in enumerate(HOSTILE, 1)},
}
