"""What goes out of an assembly: letters as files, tallies, messages, flyers."""

from __future__ import annotations

import csv
import io
import json
import re

from tests.talk import Talk, lines_of


def table(talk: Talk) -> list[list[str]]:
    """The file of the last answer, as a spreadsheet reads it."""
    assert talk.answer is not None
    assert talk.answer.file is not None
    text = talk.answer.file.read().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


async def test_a_letter_is_handed_over_with_the_names_that_are_shown(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    for name in ("ben", "chi"):
        await talk(f"{name}: member join")
    await talk('ana: campaign start Free Erlan goal:100 addressee:"The Government"', private=True)
    await talk('ana: sign erlan as:nurse at:=Charité name:everyone called:"Ana P."', private=True)
    await talk("ben: sign erlan as:Nurses called:Ben name:together", private=True)
    await talk("chi: sign erlan as:teacher", private=True)
    await talk("chi: campaign export erlan")
    assert "Signed by 3 people. 1 name is shown, as each owner chose." in talk.text
    rows = table(talk)
    assert rows[0] == [
        "What",
        "Name",
        "Trade",
        "Workplace",
        "Association",
        "Country",
        "Signatures",
    ]
    assert rows[1] == ["signature", "Ana P.", "nurse", "'=Charité", "", "", "1"]
    assert rows[2] == ["names not shown", "", "", "", "", "", "2"]
    assert len(rows) == 3
    await talk("chi: campaign export erlan json")
    assert talk.answer is not None and talk.answer.file is not None
    whole = json.loads(talk.answer.file.read())
    assert whole["signatures"] == 3 == len(whole["signatories"]) + whole["names_not_shown"]
    assert [one["name"] for one in whole["signatories"]] == ["Ana P."]
    await talk("chi: campaign export erlan md")
    assert talk.answer is not None and talk.answer.file is not None
    text = talk.answer.file.read().decode()
    assert "- Ana P\\., nurse, \\=Charité" in text
    assert "Ben" not in text
    assert "2 more people, whose names are not shown" in text
    await talk("chi: campaign export erlan pdf")
    assert talk.answer is not None and talk.answer.file is not None
    assert talk.answer.file.read().startswith(b"%PDF")


async def test_whoever_likes_writes_in_their_own_name_and_is_counted_once(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(
        'ana: campaign start Free Erlan goal:100 addressee:"Office <office@gov.example>"', private=True
    )
    await talk("ben: member join")
    await talk("ben: campaign message erlan", private=True)
    assert "This goes from your own address. Not from work." in talk.text
    assert "mailto:office@gov.example?subject=Free%20Erlan" in talk.text
    assert "Free Erlan. Sign too: write /sign erlan to the bot of Depot" in talk.text
    for name in ("ana", "ben", "ana", "chi", "dara", "eli"):
        await talk(f"{name}: member join")
        await talk(f"{name}: campaign message erlan sent:yes")
    assert "It is counted once for 1 Free Erlan (erlan)." in talk.text
    assert "At least 5 people have written so far." in talk.text
    await talk("ana: campaign tally erlan")
    assert "At least 5 people wrote to the addressee too." in talk.text
    await talk("ben: member export-me", private=True)
    assert talk.answer is not None and talk.answer.file is not None
    kept = json.loads(talk.answer.file.read())["told to the world"]
    assert kept["wrote to the addressee"] == [{"campaign": 1}]
    await talk("ben: member forget-me", private=True)
    await talk.press("ben", talk.answer.card.buttons[0].label)
    await talk("ana: campaign tally erlan")
    assert "wrote to the addressee" not in talk.text


async def test_a_flyer_has_the_symbol_as_a_stencil_and_a_code(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100", private=True)
    await talk("ana: campaign flyer erlan")
    assert "No faces in photos of it" in talk.text
    assert "Its code says in words how to sign." in talk.text
    assert talk.answer is not None and talk.answer.file is not None
    assert talk.answer.file.read().startswith(b"%PDF")
    await talk("ana: campaign flyer erlan link:javascript:alert")
    assert talk.text == "“javascript:alert” is no link that a phone could open. One begins with https://"


async def test_what_people_said_of_themselves_takes_two_stewards_and_is_announced(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    await talk("ana: member enrol ben")
    await talk("ana: steward name ben")
    for name in ("chi", "dara", "eli", "fay"):
        await talk(f"ana: member enrol {name}")
    await talk.later(minutes=2)
    await talk("ana: campaign start Free Erlan goal:100")
    await talk("chi: sign erlan as:nurse at:Charité called:Chi name:together", private=True)
    await talk("dara: sign erlan as:teacher called:Dara name:everyone", private=True)
    await talk("chi: campaign export erlan stated:yes", private=True)
    assert talk.text.startswith("What signatories said of themselves is for two stewards to hand over.")
    await talk("ana: campaign export erlan pdf stated:yes", private=True)
    assert talk.text.startswith("What signatories said comes as a table or as JSON")

    await talk("ana: campaign export erlan stated:yes", private=True)
    assert talk.answer is not None and talk.answer.file is None
    await talk.later(minutes=2)
    asked = next(post for post in talk.posts if "Hand a steward what the signatories" in post)
    assert "member 1" not in asked
    await talk("ana: campaign export erlan stated:yes", private=True)
    assert talk.answer.file is None
    number = re.search(r"number (\d+)", asked)
    assert number
    await talk(f"ben: steward agree {number[1]}")
    assert "What signatories of 1 Free Erlan (erlan) said is handed to a steward" in talk.posts[-1]
    assert any("You may fetch it now" in "\n".join(lines_of(card)) for _who, card in talk.face.directs)
    await talk("ben: campaign export erlan stated:yes", private=True)
    assert talk.answer.file is None
    await talk("ana: campaign export erlan stated:yes", private=True)
    assert "2 rows with what people said of themselves" in talk.text
    assert [row[1:5] for row in table(talk)[1:]] == [
        ["", "nurse", "Charité", ""],
        ["Dara", "teacher", "", ""],
    ]
    assert talk.answer.file is not None and talk.answer.file.gone_after
    await talk("ana: campaign export erlan stated:yes", private=True)
    assert talk.answer.file is None


async def test_a_steward_without_another_says_to_all_what_they_take(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100")
    await talk("ana: sign erlan as:cook", private=True)
    await talk("ana: campaign export erlan json stated:yes", private=True)
    assert "You may fetch it now" in talk.text
    assert "said is handed to a steward" in talk.posts[-1]
    await talk("ana: campaign export erlan json stated:yes", private=True)
    assert talk.answer is not None and talk.answer.file is not None
    assert json.loads(talk.answer.file.read())["signatories"] == [{"trade": "cook"}]
    await talk.later(days=2)
    await talk("ana: campaign export erlan json stated:yes", private=True)
    assert talk.answer.file is None


async def test_of_a_pledge_nothing_is_handed_over_before_it_holds(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Stop at noon kind:pledge goal:1")
    await talk("ana: campaign export 1")
    assert talk.text.startswith("Of pledge 1 nothing is handed over before its number is reached")
    await talk("ana: campaign tally 1")
    assert "By trade" not in talk.text


async def test_a_tally_comes_in_steps_with_a_chart_that_is_told_in_words(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:20")
    for n in range(7):
        await talk(f"nurse{n}: sign erlan as:nurse", private=n == 0)
    for n in range(3):
        await talk(f"cook{n}: sign erlan as:cook")
    await talk.later(minutes=1)
    await talk("ana: campaign tally erlan")
    assert "By trade\nnurse 5\nOthers: fewer than 5 each, or not said" in talk.text
    assert "cook" not in talk.text
    assert "Signatures over time: from 0 on 31 May" in talk.text
    assert talk.answer is not None and talk.answer.file is not None
    assert talk.answer.file.read().startswith(b"\x89PNG")
    assert talk.answer.file.alt in talk.text


async def test_nobody_stands_as_one_who_signed_words_that_came_later(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:100\nLet him go.")
    await talk("ben: sign erlan as:nurse name:everyone called:Ben")
    await talk("ana: campaign update erlan\nLet him go, and jail his judges.")
    await talk("chi: sign erlan name:everyone called:Chi")
    await talk("eve: signature names erlan")
    assert talk.text.splitlines()[1:] == ["Ben, nurse, signed version 1", "Chi"]
    await talk("eve: campaign export erlan")
    assert [row[:2] for row in table(talk)[1:]] == [["signature, version 1", "Ben"], ["signature", "Chi"]]
    await talk("eve: campaign export erlan md")
    assert talk.answer is not None and talk.answer.file is not None
    text = talk.answer.file.read().decode()
    assert "- Ben, nurse, signed version 1\n- Chi\n" in text
    assert "This is version 2 of the text" in text
    await talk("eve: campaign export erlan json")
    assert talk.answer is not None and talk.answer.file is not None
    assert [one.get("text_version") for one in json.loads(talk.answer.file.read())["signatories"]] == [
        1,
        None,
    ]
    await talk("ben: signature agree erlan text")
    await talk("eve: signature names erlan")
    assert talk.text.splitlines()[1:] == ["Ben, nurse", "Chi"]
