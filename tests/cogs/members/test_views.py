"""What members read from this cog, as plain text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from inline_snapshot import snapshot

from bot.api.cog import Keeping
from bot.api.people import Role, RollPolicy
from bot.api.speech import Speech
from cogs.members.views import assembly as assemblies
from cogs.members.views import own, roll, settings
from cogs.members.views.languages import languages, names_of
from cogs.members.views.privacy import kept, privacy_card
from tests.cogs.members.golden import DEPOT, MATRIX, read
from tests.talk import START as NOW


def test_the_founder_is_asked_the_one_question() -> None:
    assert read(assemblies.welcome_card(DEPOT)) == snapshot("""\
Depot is founded
You are its first steward. I speak English, and times are those of Europe/Berlin.
To change that: /assembly settings
I keep your account id and what you do here, not your messages: /privacy
Could a boss read here?
If yes, or if you are not sure, I name no movers, my notices say nothing, and votes are
secret unless their mover wants them otherwise. You can change it at any time.

[1 Yes or not sure]  [2 No]\
""")


def test_the_question_is_not_put_where_others_could_read_it() -> None:
    assert read(assemblies.welcome_card(DEPOT), MATRIX) == snapshot("""\
Depot is founded
You are its first steward. I speak English, and times are those of Europe/Berlin.
To change that: !assembly settings
I keep your account id and what you do here, not your messages: !privacy
I have one question for you alone. Where we are alone, send: !assembly careful\
""")
    assert read(assemblies.careful_question(), MATRIX) == snapshot("""\
Could a boss read here?
If yes, or if you are not sure, I name no movers, my notices say nothing, and votes are
secret unless their mover wants them otherwise. You can change it at any time.
Yes or not sure: !assembly careful yes. No: !assembly careful no.

[1 Yes or not sure]  [2 No]\
""")


def test_the_answer_says_what_it_does() -> None:
    assert read(assemblies.careful_answer(True)) == snapshot(
        """\
I am careful from now on: nobody is named who need not be, and my notices say nothing.
To undo it: /assembly careful no\
"""
    )
    assert read(assemblies.careful_answer(False)) == snapshot(
        "Good: I name people as they act. Should that change: /assembly careful yes"
    )


def test_the_room_is_told_and_nobody_named_before_the_founder_has_answered() -> None:
    assert read(assemblies.founded_card(DEPOT, [1])) == snapshot("""\
Depot is founded
Here we propose, vote and count, and everyone can check it.
To begin: /motion propose Buy a kettle. What you can do: /help.\
""")
    assert read(assemblies.founded_card(replace(DEPOT, careful=False), [1, 2])) == snapshot("""\
Depot is founded
Here we propose, vote and count, and everyone can check it. Kept by ana, ben.
To begin: /motion propose Buy a kettle. What you can do: /help.\
""")
    assert "ana" not in read(assemblies.founded_card(replace(DEPOT, careful=True), [1]))


def test_an_assembly_is_shown() -> None:
    assert read(assemblies.assembly_card(DEPOT, 1, [1], Role.STEWARD)) == snapshot("""\
Depot
Since: Mon 1 Jun, 14:00
On the roll: 1 person
Stewards: ana
One question to its stewards is open: /assembly careful
How it is set up: /assembly settings\
""")
    careful = replace(DEPOT, careful=True)
    assert read(assemblies.assembly_card(careful, 23, [1, 2], Role.MEMBER)) == snapshot("""\
Depot
Since: Mon 1 Jun, 14:00
On the roll: 23 people
Stewards: 2 people
How it is set up: /assembly settings\
""")


def test_settings_are_words() -> None:
    assert read(settings.settings_card(DEPOT, Role.MEMBER)) == snapshot("""\
How Depot is set up
Language: English
Time zone: Europe/Berlin
The roll: anyone who takes part comes onto it
How many you are: nobody has said; the roll counts
A vote lasts at least: 12 hours
Votes close at: any time
A reminder may be late by: 24 hours
Reminders that may wait: 50 for one person, and 50 in one room
Where the mover of a motion says nothing else:
A motion needs: more than half of the votes cast
Must take part: as many as like
If too few do: nothing is decided
Must second it: 1
Debate before voting: none
A vote lasts: 3 days
Votes: Everyone can see who votes how.
Its stewards can change that.\
""")
    assert read(settings.settings_card(DEPOT, Role.STEWARD)).splitlines()[-1] == snapshot(
        "To go back to what is usual: /assembly settings usual:quorum"
    )


def test_a_change_is_shown_as_it_is_now() -> None:
    listed = replace(DEPOT, policy=RollPolicy.LISTED, shortest_vote=timedelta())
    assert read(settings.changed_card(listed, ("policy", "shortest_vote", "unheard-of"))) == snapshot("""\
Changed in Depot
The roll: stewards put people on it
A vote lasts at least: as short as its mover likes\
""")


def test_stewards_are_told_what_they_did() -> None:
    answers = [
        roll.enrolled(1),
        roll.already_enrolled(1),
        roll.removed(1),
    ]
    assert [read(answer) for answer in answers] == snapshot(
        [
            "ana is on the roll now.",
            "ana is on the roll already.",
            "ana is off the roll. Votes that they cast before stand.",
        ]
    )


def test_leaving_is_asked_once() -> None:
    assert read(roll.leave_question(DEPOT)) == snapshot("""\
You are about to leave the roll of Depot. Votes that you cast before stand. What I keep
of you stays until you send /member forget-me.

[1 Leave]\
""")
    assert read(roll.leave_question(DEPOT), MATRIX).splitlines()[1:2] == snapshot(
        ["of you stays until you send !member forget-me."]
    )
    assert read(roll.left(DEPOT)) == snapshot(
        """\
You have left the roll of Depot. To have all erased that I keep of you: /member forget-
me\
"""
    )


def test_erasing_is_asked_once_and_says_what_stays() -> None:
    assert read(roll.forget_question(DEPOT, True)) == snapshot("""\
I will erase what I keep about you in Depot, and take you off its roll. It can't be
undone.
What the assembly decided stays, with its counts, but without you in it.
Nobody else keeps this assembly. To make someone a steward first: /steward name NAME

[1 Erase]\
""")
    assert read(roll.forget_question(None, False)) == snapshot("""\
I will erase what I keep about you, and take you off the roll. It can't be undone.

[1 Erase]\
""")
    assert read(roll.forgotten()) == snapshot(
        """\
It is erased: I no longer know you. Messages that you wrote yourself are yours to
delete.\
"""
    )


def test_privacy_is_one_screen() -> None:
    whole = read(privacy_card(kept(Keeping()), "Ana Ruiz", "ana@example.org"))
    assert whole == snapshot("""\
What I keep about you
· That you are on the roll, or for 30 days that you ask to be: your account id, since
when, your role, a pause, and which principles you accepted. Until you have it erased;
stewards see names.
· Your language, time zone and whether I may write to you, if you chose them. No other
member sees it.
· A record of what was decided, for as long as the assembly lasts. You stand in it as a
code; once you are erased, nobody can tell that it was you.
· Your reactions under open votes, as I last saw them, until the vote is counted. If you
have yourself erased, a code stays until then, so that I pass them over.
· Which messages to me I have read: their ids alone, for 14 days. That I told you
something in private: of what kind, for 30 days.
· On Matrix, the reactions of the last 14 days in a file of mine, without names: by it I
know which one somebody takes back.
I keep no names, and nothing else of what you write.
Whoever runs this bot can read all that I keep.
It is run by Ana Ruiz: ana@example.org.
To get a copy: /member export-me. To have all of it erased: /member forget-me

[1 Get a copy]  [2 Erase]\
""")
    assert len(whole.splitlines()) < 24
    assert "has not been filled in" in read(privacy_card(kept(Keeping()), "", ""))


def test_now_puts_the_lines_of_all_cogs_together() -> None:
    assert read(own.now_card((own.careful_waits(),))) == snapshot("""\
Waiting for you
A question to stewards alone: /assembly careful\
""")
    assert read(own.now_card(())) == snapshot(
        "Nothing waits for you. To propose something: /motion propose Buy a kettle"
    )
    assert read(own.not_yet_a_member(DEPOT)) == snapshot(
        "Nothing waits for you: you are not on the roll of Depot. To come onto it, or ask to:\n"
        "/member join. See what is open: /motion list"
    )


def test_choices_are_confirmed() -> None:
    answers = [
        own.language_chosen("es"),
        own.zone_chosen("Europe/Berlin", NOW),
        own.quiet_chosen(True),
        own.quiet_chosen(False),
    ]
    assert [read(answer) for answer in answers] == snapshot(
        [
            "I speak español to you from now on.",
            "I tell you times as in Europe/Berlin from now on. There it is Mon 1 Jun, 14:00.",
            "I will not write to you unasked. See what waits for you: /now. To undo it: /quiet off",
            """\
I may write to you when something waits for you: once a day at most, and never at night.
To stop it: /quiet on\
""",
        ]
    )


@pytest.mark.parametrize("hostile", ["@everyone", "<b>x</b>", "\u202eevil", "[x](javascript:y)"])
def test_a_name_is_data(hostile: str) -> None:
    card = assemblies.founded_card(replace(DEPOT, name=hostile), [1])(
        Speech("en", ZoneInfo("UTC"), NOW, MATRIX)
    )
    assert all(hostile not in part for part in card.title if isinstance(part, str))


def test_languages_go_by_their_own_names() -> None:
    assert languages(("en", "es")) == (("en", "English"), ("es", "español"))
    names = names_of(("en", "es"))
    assert {names[word] for word in ("es", "español", "spanish")} == {"es"}
    assert {names[word] for word in ("en", "english", "inglés")} == {"en"}
