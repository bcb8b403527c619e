"""What a person reads, alone, of their own signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Block, Button, Card, Data, Line, Quote, Style, Text, Typed, view
from bot.api.services import Rendering
from bot.api.speech import Speech
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import Signatory
from cogs.campaigns.rules.question import Yes, still_open
from cogs.campaigns.rules.signature import Mark, Shown, Standing
from cogs.campaigns.rules.signing import Held, Said, may_show, together_at
from cogs.campaigns.views import words
from cogs.campaigns.views.handover import beside_a_name

_BY_NAME = ("everyone", "together")


@view
def signed(say: Speech, campaign: Campaign, held: Held, said: Said, is_changed: bool) -> Card:
    """What stands now that somebody signed, or signed again."""
    called = words.called(campaign)
    if is_changed:
        head = say("Your signature is changed: {campaign}", campaign=called)
    elif campaign.is_pledge:
        head = say("You have pledged: {campaign}", campaign=called)
    else:
        head = say("You have signed: {campaign}", campaign=called)
    blocks: list[Block] = [Line(head, strong=True), *standing(say, campaign, held, said)]
    return Card(blocks=tuple(blocks), buttons=own_buttons(say, campaign, held))


@view
def asked(say: Speech, campaign: Campaign, read: Rendering) -> Card:
    """What is signed, in which words, and what signing means; before anything is written."""
    blocks: list[Block] = [Quote(read.text)] if read.text else []
    blocks.append(say.line("Nothing is signed yet. Your name is shown to nobody unless you choose it."))
    blocks.append(
        say.line(
            "Kept of you: that you signed, in which hour, your language, and what you say of yourself. "
            "Whoever runs this bot could read it."
        )
    )
    more = Typed(f"sign {campaign.name} as:{say.word('nurse')} name:nobody")
    blocks.append(say.line("To say your trade as well, write: {command}", command=more))
    blocks += [*_to_write(say, campaign, None), _take_back(say, campaign), _own_device(say)]
    title = say("{number} {title}", number=campaign.number, title=Data(read.title))
    return Card(title, blocks=tuple(blocks), buttons=ways(say, campaign, None))


@view
def own(say: Speech, campaign: Campaign, held: Held, said: Said) -> Card:
    """A signature as it stands, and all that its owner can do about it."""
    blocks: list[Block] = [*standing(say, campaign, held, said), *_to_write(say, campaign, held)]
    rest = [one for one in own_buttons(say, campaign, held) if one.command != "signature show"]
    buttons = (*ways(say, campaign, held), *rest)
    return Card(words.called(campaign), blocks=tuple(blocks), buttons=buttons)


def standing(say: Speech, campaign: Campaign, held: Held, said: Said) -> list[Block]:
    """Who sees the name, what is kept, and how to take it back."""
    one = held.signature
    blocks: list[Block] = [Line(shown(say, campaign, held))]
    if one.standing is Standing.PENDING:
        blocks.append(say.line("Many new accounts sign just now, so yours is looked at before it counts."))
    if one.standing is Standing.REJECTED:
        blocks.append(say.line("Stewards do not count it. Ask one of them if that is a mistake."))
    if one.bloc is None and (campaign.is_pledge or one.shown is Shown.TOGETHER):
        blocks.append(_once_vouched(say, campaign))
    if campaign.is_running and one.version < campaign.version:
        blocks.append(
            say.line(
                "You signed version {n}, and that stays. To read it as it is now: {read}. "
                "To sign that too: {too}",
                n=one.version,
                read=Typed(f"campaign read {campaign.name}"),
                too=Typed(f"signature agree {campaign.name} {Yes.TEXT.value}"),
            )
        )
    match still_open(campaign, held):
        case Yes.SHOW:
            blocks.append(say.line("Show your name now? {campaign}", campaign=words.called(campaign)))
        case Yes.DO:
            blocks.append(say.line("There are enough of you: {campaign}", campaign=words.called(campaign)))
    blocks.append(_kept(say, said))
    blocks.append(
        say.line("You will be told here how it ends.")
        if one.has(Mark.TELL)
        else say.line("You will not be told how it ends.")
    )
    return [*blocks, _take_back(say, campaign), _own_device(say)]


def _once_vouched(say: Speech, campaign: Campaign) -> Line:
    if campaign.is_pledge:
        return say.line("It counts once a bloc vouches for you.")
    return say.line("It counts there once a bloc has vouched for you.")


def shown(say: Speech, campaign: Campaign, held: Held) -> Text:
    """To whom a name is shown, and when."""
    called, n = Data(held.called), together_at(campaign)
    if held.signature.shown is Shown.NOBODY:
        return say("Your name is shown to nobody.")
    if may_show(campaign, held):
        return say(
            "Your name is shown to everyone, as {name}, with the trade, workplace and association "
            "that you said.",
            name=called,
        )
    if campaign.is_pledge:
        return say(
            "Your name, {name}, is shown to nobody until enough have pledged and you say yes once more.",
            name=called,
        )
    if held.signature.shown is Shown.EVERYONE:
        return say("Your name, {name}, is shown to everyone once your signature counts.", name=called)
    return say(
        "Your name, {name}, is shown to nobody until {n} whom a bloc vouches for can be shown together. "
        "You are asked before that.",
        name=called,
        n=n,
    )


def own_buttons(say: Speech, campaign: Campaign, held: Held) -> tuple[Button, ...]:
    """What an owner can do about a signature."""
    which = words.which(campaign.number)
    tell: Mapping[str, str | int] = {**which, "yes": "no" if held.signature.has(Mark.TELL) else "yes"}
    told = say.word("Don’t tell me") if held.signature.has(Mark.TELL) else say.word("Tell me how it ends")
    return (
        *_answers(say, campaign, held),
        Button(say.word("Choose what is shown"), "signature show", which),
        Button(told, "signature tell", tell),
        Button(say.word("Take it back"), "unsign", which),
    )


def _answers(say: Speech, campaign: Campaign, held: Held) -> tuple[Button, ...]:
    """The answer to what all the others were asked before."""
    answer = still_open(campaign, held)
    if answer is None:
        return ()
    label = say.word("Show") if answer is Yes.SHOW else say.word("Yes, I will")
    given = {**words.which(campaign.number), "answer": answer.value}
    return (Button(label, "signature agree", given, Style.MAIN),)


def ways(say: Speech, campaign: Campaign, held: Held | None) -> tuple[Button, ...]:
    """The ways in which a name may be shown, each as a press."""
    which = words.which(campaign.number)
    if held is None:
        alone = say.word("Sign, my name is shown to nobody")
    else:
        alone = say.word("Show my name to nobody")
    read = {"read": campaign.edition} if held is None else {}
    line = f"sign {campaign.name} name:nobody"
    first = Button(alone, "sign", {**which, "name": "nobody", **read}, Style.MAIN, line=line)
    if not say.face.buttons:
        return (first,)
    more = [
        Button(_to(say, campaign, way), "signature name", {**which, "shown": way, **read}) for way in _BY_NAME
    ]
    return (first, *more)


def _to_write(say: Speech, campaign: Campaign, held: Held | None) -> list[Line]:
    """The same for those who type: a name has to be written, as no form asks for it."""
    if say.face.buttons:
        return []
    name, now = say.word("Ana Pérez"), held.signature.shown.name.lower() if held is not None else ""
    return [
        say.line(
            "{who}, write: {command}",
            who=(_to(say, campaign, way),),
            command=Typed(f"signature name {campaign.name} {way} {name}"),
        )
        for way in _BY_NAME
        if way != now
    ]


def _to(say: Speech, campaign: Campaign, way: str) -> str:
    if way == "everyone":
        return say.word("Show my name to everyone")
    return say.word("Show my name together with {n}", n=together_at(campaign))


def _kept(say: Speech, said: Said) -> Line:
    """What is kept, with all that was said of oneself."""
    own = [part for part in (said.trade, said.workplace, said.association, said.country) if part]
    if not own:
        return say.line(
            "Kept of you: that you signed, in which hour, and your language. "
            "Whoever runs this bot could read it."
        )
    return say.line(
        "Kept of you: that you signed, in which hour, your language, and what you said of yourself: {said}. "
        "Whoever runs this bot could read it.",
        said=Data(", ".join(own)),
    )


def _take_back(say: Speech, campaign: Campaign) -> Line:
    return say.line("Take it back any time: {command}", command=Typed(f"unsign {campaign.name}"))


def _own_device(say: Speech) -> Line:
    return say.line("Do this on a device of your own, not on one from work.")


@view
def taken_back(say: Speech, campaign: Campaign) -> Card:
    """After a signature was erased."""
    return say.card(
        "You are off {campaign}. That you ever signed it is kept nowhere.", campaign=words.called(campaign)
    )


@view
def tells(say: Speech, campaign: Campaign, yes: bool) -> Card:
    called = words.called(campaign)
    if yes:
        return say.card("You will be told in private how it ends: {campaign}", campaign=called)
    return say.card("You will not be told how it ends: {campaign}", campaign=called)


@view
def one_signature(say: Speech, campaign: Campaign) -> Card:
    """A line for whoever turned out to have signed twice."""
    return say.card(
        "You had signed {campaign} twice; the last one stands. To look at it: {command}",
        campaign=words.called(campaign),
        command=Typed(f"signature show {campaign.name}"),
    )


@view
def kept(say: Speech) -> Card:
    """What signing keeps of a person, for /privacy."""
    return say.card(
        "Letters and pledges that you signed: that you did, in which hour, your language, and what you said "
        "of yourself. Others see your name only if you choose it. /unsign erases all of it; a pledge that is "
        "not met erases it by itself."
    )


@view
def unnamed(say: Speech, campaign: Campaign) -> Card:
    """After a steward has taken a name off."""
    return say.card(
        "That name stands under {campaign} no more; the signature stays. Whoever wrote it is told.",
        campaign=words.called(campaign),
    )


@view
def your_name_taken(say: Speech, campaign: Campaign) -> Card:
    """To whoever wrote it."""
    return say.card(
        "A steward has taken the name off that you wrote under {campaign}. Your signature stays, with your "
        "name shown to nobody. If it is your own name, ask a steward, or write it again: {command}",
        campaign=words.called(campaign),
        command=Typed(f"signature name {campaign.name} everyone {say.word('Ana Pérez')}"),
    )


@view
def names_to_read(say: Speech, campaign: Campaign, n: int) -> Card:
    """A line of the card: whoever wants to can read the names that are shown."""
    button = Button(say.word("Names"), "signature names", words.which(campaign.number))
    line = say.plural("{n} name is shown under it.", "{n} names are shown under it.", n)
    return Card(blocks=(Line(line),), buttons=(button,))


@view
def names(say: Speech, campaign: Campaign, some: Sequence[Signatory], more: int) -> Card:
    """Those who chose that everybody may read their name."""
    blocks: list[Block] = [Line(_signatory(say, one)) for one in some]
    if not some:
        blocks = [say.line("Nobody has chosen to be shown by name yet, or not enough have for all at once.")]
    if more:
        whole = Typed(f"campaign export {campaign.name} md")
        blocks.append(say.line("And {n} more. To get all of them: {command}", n=more, command=whole))
    return Card(words.called(campaign), blocks=tuple(blocks))


def _signatory(say: Speech, one: Signatory) -> Text:
    """One line under the letter: Ana Pérez, nurse, Clinic West."""
    beside = beside_a_name(say, one)
    return (Data(one.called), *((", ", Data(beside)) if beside else ()))
