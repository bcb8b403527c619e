"""What members read of blocs, as plain text, and on every face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from inline_snapshot import snapshot

from bot.api.card import Card, View
from bot.api.errors import RuleError
from bot.api.people import Address
from bot.api.rooms import Changed, Difference, RoomNews
from bot.api.speech import N_, Speech
from cogs.blocs.rules import errors, tree
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.entry import Asking
from cogs.blocs.rules.growth import Step
from cogs.blocs.rules.room import HOUSE, ROOM, Lodging
from cogs.blocs.views import announcing, answers, cards, doors, growth, rooms
from cogs.blocs.views.cards import Shown
from cogs.blocs.views.errors import ERRORS
from tests.cogs.members.golden import MATRIX, read
from tests.platforms.faces import Face, importable
from tests.platforms.samples import HOSTILE
from tests.talk import START as NOW

BUTTONS = replace(MATRIX, prefix="/", buttons=True, whispers=True)
SAY = Speech("en", ZoneInfo("Europe/Berlin"), NOW, BUTTONS)
NURSES = Bloc(7, 1, "Nurses", Kind.OPEN, 1, NOW, Address("discord", "hall"), 5, "Nurse", "Berlin")
HERE = Lodging("discord", "there", Address("discord", "42"))
OPENING = Lodging("matrix", "opening")
REFUSED = Lodging("discord", "refused", lacks="Manage Channels, Manage Roles")
SHOWN = Shown(NURSES, 38, "Health", (HERE, OPENING))


def test_the_standing_card() -> None:
    assert read(cards.bloc_card(SHOWN, ["Night nurses"]), MATRIX) == snapshot("""\
Nurses
38 members · part of Health · room: discord
Nurse · Berlin
Below it: Night nurses
Open to all who belong here.
Its room on Matrix is being opened.
Who can read there: its members, and whoever manages this Discord server or Matrix
homeserver.

[1 Join]\
""")


def test_a_card_while_the_network_refuses_the_room() -> None:
    asked = replace(NURSES, kind=Kind.REQUEST, trade="", town="")
    assert read(cards.bloc_card(Shown(asked, 1, rooms=(REFUSED,))), BUTTONS) == snapshot("""\
Nurses
1 member
Ask to be let in.
There is no room for it on Discord yet. Its keepers are told why.
Who can read there: its members, and whoever manages this Discord server.

[1 Ask to join]\
""")


def test_the_tree_for_one_who_is_in_two_of_them() -> None:
    health = replace(NURSES, id=5, name="Health", parent=None)
    hidden = replace(NURSES, id=9, name="Canaries", kind=Kind.UNLISTED)
    rows = tree.drawn([NURSES, health])
    assert read(cards.tree_card(rows, {5: 60, 7: 38}, {7, 9}, [hidden]), BUTTONS) == snapshot("""\
Blocs
Health · 60 members
· Nurses · 38 members · you are in it
Only you see this line: Canaries, in no list, number 9
To join one: /bloc join NAME

[1 Join Health]\
""")
    assert read(cards.tree_card([], {}, (), [])) == snapshot(
        "There are no blocs here yet. To start one: /bloc start Nurses"
    )


def test_answers_to_what_people_do() -> None:
    vouched = replace(NURSES, kind=Kind.VOUCHED)
    said = [
        answers.started(Shown(NURSES, 1)),
        answers.joined(SHOWN, True, True),
        answers.asked(replace(NURSES, kind=Kind.REQUEST), 0),
        answers.asked(vouched, 2),
        answers.vouched(vouched, 2, 1),
        answers.left(NURSES),
        answers.code_made(NURSES, "ABCD-EFGH-JKMN-PQRS", NOW + timedelta(days=7), True),
        answers.changed(Shown(replace(NURSES, with_role=True), 3)),
        answers.archive_question(SHOWN),
        announcing.announced(NURSES, 2, 1, ["Night nurses"]),
    ]
    assert "\n———\n".join(read(one, BUTTONS) for one in said) == snapshot("""\
Nurses is started, and you keep it.
To ask somebody in: /bloc invite Nurses PERSON
A page to print and hang up: /bloc flyer Nurses
———
You are in Nurses now.
Its room: discord
Its room on Matrix is being opened.
Who can read there: its members, and whoever manages this Discord server or Matrix
homeserver.

[1 Leave Nurses]
———
You have asked to be let into Nurses. Whoever keeps it was told; I tell you once you are
in.

[1 Take it back]
———
You have asked to be let into Nurses. 2 members have to vouch; I tell you once you are
in.

[1 Take it back]
———
You have vouched for ben. 1 more member of Nurses has to.
———
You have left Nurses. Its room is closed to you; to come back: /bloc join Nurses
———
They are not on the roll yet, so I can't tell them myself.
Give this code to one person. It is good once, until Mon 8 Jun, 14:00:
ABCD-EFGH-JKMN-PQRS
They send me, where nobody else reads it: /bloc join ABCD-EFGH-JKMN-PQRS
———
Nurses
Open to all who belong here.
Nurse · Berlin
On Discord its name stands on the profile of each member, for everybody to see.
———
Close Nurses? 38 members lose its rooms. What was decided there stays.

[1 Close it]
———
It goes to the members of Nurses: into 2 rooms; in private to 1 member.
And to those of Night nurses.\
""")


def test_cards_at_the_door() -> None:
    vouched = replace(NURSES, kind=Kind.VOUCHED)
    asking = Asking(1234, 7, 2, NOW)
    said = [
        doors.asks_card(vouched, asking, 2),
        doors.waiting_list(NURSES, [asking, replace(asking, number=5, member=1)]),
        doors.invited_card(NURSES),
        doors.let_in(SHOWN),
        doors.declined_card(NURSES),
        doors.waiting_line(NURSES, 1),
    ]
    assert "\n———\n".join(read(one, MATRIX) for one in said) == snapshot("""\
ben asks to be let into Nurses.
2 members who know them have to vouch.

[1 Vouch]  [2 Not now]
———
2 wait to be let into Nurses
ben
ana
To let one in: !bloc admit Nurses PERSON
———
You were asked into Nurses.
If you don't want to, do nothing: nobody is told.

[1 Join]
———
You are in Nurses now.
Its room: discord
Who can read there: its members, and whoever manages this Discord server or Matrix
homeserver.
———
You were not let into Nurses for now. You may ask again.
———
1 person waits to be let into Nurses: !bloc admit Nurses\
""")


def test_what_would_be_changed_about_rooms() -> None:
    people = (Difference(Changed.ENTERS, "@ana:x"), Difference(Changed.ENTERS, "@ben:x"))
    may = (Difference(Changed.MAY_NOT, "everyone", "View Channel"), Difference(Changed.LEAVES, "3"))
    found = rooms.Found(
        {HOUSE: {"discord": ()}, ROOM: {"discord": (*may, Difference(Changed.NAME)), "matrix": people}},
        {"discord": [N_("480 of 500 channels are in use.")]},
    )
    assert read(rooms.permissions_card(NURSES, found), BUTTONS) == snapshot("""\
Rooms of Nurses
What holds the rooms of all blocs, on Discord: as it is to be.
Its room on Discord: I would change: its name; put out: 1; may not: View Channel
Its room on Matrix: I would change: let in: 2
Discord says: 480 of 500 channels are in use.

[1 Apply]\
""")
    away = rooms.Found({ROOM: {"discord": None}})
    assert "I can't see it just now." in read(rooms.permissions_card(NURSES, away))
    fine = rooms.Found({ROOM: {"discord": ()}})
    assert "There is nothing that I would change." in read(rooms.permissions_card(NURSES, fine))


def test_what_goes_wrong_with_rooms() -> None:
    said = [
        rooms.trouble_card(NURSES, REFUSED, RoomNews.REFUSED),
        rooms.trouble_card(None, REFUSED, RoomNews.REFUSED),
        rooms.trouble_card(NURSES, HERE, RoomNews.DRIFTED),
        rooms.trouble_card(NURSES, HERE, RoomNews.GONE),
    ]
    assert "\n———\n".join(read(one, BUTTONS) for one in said) == snapshot("""\
I could not make the room of Nurses as it is to be on Discord.
Somebody who manages it there has to allow me: Manage Channels, Manage Roles. Then press
Try again.

[1 Try again]
———
I could not make what holds the rooms of blocs as it is to be on Discord.
Somebody who manages it there has to allow me: Manage Channels, Manage Roles. Then press
Try again.

[1 Try again]
———
Somebody has changed the room of Nurses on Discord by hand.

[1 Show me]  [2 Put it back]  [3 Leave it so]
———
The room of Nurses on Discord was deleted, or I was put out of it.

[1 Open it again]\
""")


def test_what_is_offered_as_an_assembly_grows() -> None:
    said = [growth.offer_card(step, 1, True) for step in Step]
    assert "\n———\n".join(read(one, BUTTONS) for one in said) == snapshot("""\
You are 6 by now
A second keeps motions apart that nobody else wants: one more member has to back each.
Nothing changes unless you want it.

[1 Ask for a second]
———
You are 15 by now
A quorum keeps a few from deciding for all: 5 of you could have to take part.
Nothing changes unless you want it.

[1 Ask for 5]
———
You are 30 by now
Vouching keeps strangers from voting: two members could have to vouch for a newcomer.
Two stewards watch each other; you have one. To name another: /steward name NAME
Nothing changes unless you want it.

[1 Have members vouch]\
""")


def test_refusals() -> None:
    given: Sequence[RuleError] = [
        errors.NoSuchBloc("Nurse", "Nurses"),
        errors.NoSuchBloc("Miners"),
        errors.WhichBloc(),
        errors.NoBlocName(),
        errors.NameIsCommand("list"),
        errors.NameTaken("Nurses"),
        errors.BelowItself("Health", "Nurses", False),
        errors.TooDeep(6),
        errors.UnlistedStandsAlone(),
        errors.ListedStaysListed(),
        errors.FollowsItsBlocs(),
        errors.OnlyKeepers("Nurses"),
        errors.OnlyStewardsStart(),
        errors.NotInBloc("Nurses"),
        errors.NobodyAsks("Nurses"),
        errors.WaitsNoMore(),
        errors.AlreadyVouched("Nurses"),
        errors.CodeNotGood(),
        errors.TooManyBlocs(400),
        errors.HasBlocsBelow("Health", ("Nurses", "Vets")),
        errors.FlyerFailed(),
        errors.NoRoomsHere(),
    ]
    assert "\n".join(read(ERRORS[type(error)](error)) for error in given) == snapshot("""\
There is no bloc “Nurse” here. Did you mean “Nurses”?
There is no bloc “Miners” here. See all: /bloc list
Which bloc do you mean? See all: /bloc list
A bloc needs a name with a letter in it. For example: /bloc start Nurses
“list” is a word that I take for a command. Give the bloc another name.
There is a bloc “Nurses” already. To join it: /bloc join Nurses
“Nurses” is below “Health” already, so “Health” can't be under it.
Blocs may be 6 levels deep, and this would be more.
An unlisted bloc stands alone: it is under no other, has none below it, follows no
delegates and has no role.
A listed bloc stays listed, and an unlisted one unlisted. Start a new one instead.
Nobody joins or leaves a council by hand: the blocs beside it send their delegates. To
elect one: /delegate elect
Only who keeps “Nurses” can do that: its starter, or a steward. Ask one of them.
In this assembly stewards start blocs. Ask one of them.
You are not in “Nurses”. To join: /bloc join Nurses
That person does not ask to be let into “Nurses”. To ask them in: /bloc invite Nurses
Nobody waits there any more.
You have vouched for them already. Another member of “Nurses” has to.
This code is good no more, or never was. Ask for a new one where you got it.
That would be more than 400 blocs. Close one that nobody needs first.
“Health” has blocs below it: Nurses, Vets. Move or close them first.
The page could not be set. Try again; if it fails once more, tell whoever runs this bot.
This assembly meets at a terminal, where there are no rooms to open.\
""")


FACES = importable()


@pytest.mark.parametrize("face", FACES, ids=str)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_harmless_on_every_face(face: Face, text: str) -> None:
    bloc = replace(NURSES, name=text[:200], trade=text[:80], town=text[:80])
    views: list[View] = [
        cards.bloc_card(Shown(bloc, 3, text[:200], (REFUSED,)), [text[:200]]),
        cards.tree_card(tree.drawn([bloc]), {7: 3}, (), [bloc]),
        answers.started(Shown(bloc, 1)),
        answers.code_made(bloc, "ABCD", NOW, False),
        doors.asks_card(bloc, Asking(1, 7, 2, NOW), 1),
        announcing.announcement_card(bloc, 1, text),
        rooms.trouble_card(bloc, REFUSED, RoomNews.REFUSED),
        ERRORS[errors.NameTaken](errors.NameTaken(text[:200])),
    ]
    for view in views:
        card: Card = view(SAY)
        made = face.show(card)
        assert (made.calls, made.broken) == ((), ())
