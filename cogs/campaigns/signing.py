"""Signatures in crowds: one pass over a batch, on the database's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.engine import Connection

from bot.api.card import Reply
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.person import Twins
from cogs.campaigns.crowd_store import found_on, running_on
from cogs.campaigns.guarding import Guard
from cogs.campaigns.people_store import all_of, free, has_strangers, others, persons
from cogs.campaigns.people_store import said as kept_of
from cogs.campaigns.rules import errors, sign_errors, signing
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.signature import Standing, Stated, hour_of
from cogs.campaigns.rules.signing import Choice, Given, Held, Said
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.store import numbers
from cogs.campaigns.term_store import term_ids
from cogs.campaigns.unsaid_store import tidy
from cogs.campaigns.views import signing as views
from cogs.campaigns.vouch_store import vouched_by
from storage.members import Roll
from storage.strangers import account_ids

Body: TypeAlias = Callable[[Connection, int], frozenset[int]]
_Words: TypeAlias = tuple[str, str]


@dataclass(slots=True)
class Sign:
    """One act: which is the campaign as it was typed. member is None for who is on no roll.

    alone says that it was written in a chat with the bot, is_reaction that everybody has seen who did it.
    apart_since is when the account was unlinked from a person who may have signed, if it stands alone since.
    read is the edition of the words that were read, 0 where a person says nothing of it.
    """

    assembly: int
    which: str = field(repr=False)
    address: tuple[str, str] = field(repr=False)
    member: int | None
    choice: Choice = field(repr=False)
    said: Said = field(repr=False)
    language: str
    is_new: bool
    now: datetime
    alone: bool = False
    is_reaction: bool = False
    read: int = 0
    apart_since: datetime | None = None


class Signing:
    """Checks and writes a batch; each act is judged on what the ones before it left."""

    def __init__(self, signatures: Signatures, roll: Roll, twins: Twins, body: Body) -> None:
        self.signatures = signatures
        self.roll = roll
        self.twins = twins
        self.body = body

    def sign(
        self, connection: Connection, acts: Sequence[Sign]
    ) -> tuple[list[Reply | RuleError], list[Campaign]]:
        """An answer each, and the campaigns that have other signatures than before."""
        round_ = _Round(self, connection)
        answers: list[Reply | RuleError | None] = [round_.refusal(act) for act in acts]
        gone = self.roll.gone_among(connection, [act.member for act in acts if act.member is not None])
        by_campaign: dict[int, list[int]] = defaultdict(list)
        for i, act in enumerate(acts):
            if act.member in gone:
                act.member = None
            if answers[i] is None:
                by_campaign[round_.campaign(act).id].append(i)
        for places in by_campaign.values():
            some = [acts[i] for i in places]
            for i, answer in zip(places, round_.signed(round_.campaign(some[0]), some), strict=True):
                answers[i] = answer
        return [answer or errors.NoCampaign("", ()) for answer in answers], list(round_.changed.values())


class _Round:
    """One batch under way."""

    def __init__(self, signing: Signing, connection: Connection) -> None:
        self.at = signing
        self.connection = connection
        self.twins = signing.twins(connection)
        self.changed: dict[int, Campaign] = {}
        self._campaigns: dict[tuple[int, str], Campaign | RuleError] = {}
        self._bodies: dict[int, frozenset[int]] = {}

    def campaign(self, act: Sign) -> Campaign:
        found = self._found(act)
        if isinstance(found, RuleError):
            raise found
        return found

    def refusal(self, act: Sign) -> RuleError | None:
        """Why an act does not count, whoever's it is."""
        found = self._found(act)
        if isinstance(found, RuleError):
            return found
        if found.bloc is not None and not self._is_theirs(found.bloc, act):
            return errors.NoCampaign(act.which, self._open(act))
        if act.is_reaction:
            return errors.ReactionNotCounted(found.number)
        if found.is_running and (found.closes_at is None or act.now < found.closes_at):
            return self._by_another(found, act)
        if found.opened_at is None and found.ended_at is None:
            return errors.NotOpenYet(found.number)
        return errors.HasEnded(found.number, found.name)

    @staticmethod
    def _by_another(found: Campaign, act: Sign) -> RuleError | None:
        """One person signs once, also where they have unlinked one of their accounts meanwhile."""
        since = act.apart_since
        if since is None or found.opened_at is None or since <= found.opened_at:
            return None
        return sign_errors.UnlinkedSince(found.number)

    def _is_theirs(self, bloc: int, act: Sign) -> bool:
        """Of what is a bloc's nobody else learns, nor where others see who reacts."""
        if bloc not in self._bodies:
            self._bodies[bloc] = self.at.body(self.connection, bloc)
        return act.member in self._bodies[bloc] and not act.is_reaction

    def _found(self, act: Sign) -> Campaign | RuleError:
        key = (act.assembly, act.which)
        if key not in self._campaigns:
            self._campaigns[key] = self._read(act)
        return self._campaigns[key]

    def _read(self, act: Sign) -> Campaign | RuleError:
        if act.which:
            found = found_on(self.connection, act.assembly, act.which)
            return found or errors.NoCampaign(act.which, self._open(act))
        some = running_on(self.connection, act.assembly)
        return some[0] if len(some) == 1 else sign_errors.WhichCampaign(self._open(act))

    def _open(self, act: Sign) -> tuple[tuple[Numbered, str], ...]:
        return numbers(running_on(self.connection, act.assembly)[: sign_errors.MOST_NAMED])

    def signed(self, campaign: Campaign, acts: Sequence[Sign]) -> list[Reply | RuleError]:
        """What becomes of these acts, all on one campaign."""
        people = self._people(campaign, acts)
        words = {word for said in {act.said for act in acts} for word in _stated(said) if word[1]}
        words |= {("language", language) for language in {act.language for act in acts}}
        page = _Page(self, campaign, set(people), term_ids(self.connection, campaign.assembly, words))
        answers: list[Reply | RuleError] = []
        for person, act in zip(people, acts, strict=True):
            try:
                answers.append(page.sign(person, act))
            except RuleError as refused:
                answers.append(refused)
        if page.write():
            self.changed[campaign.id] = campaign
        in_vain = [i for i, answer in enumerate(answers) if isinstance(answer, RuleError)]
        if strangers := [-people[i] for i in in_vain if people[i] < 0]:
            free(self.connection, strangers)
        if any(any(acts[i].said) for i in in_vain):
            tidy(self.connection, campaign.assembly)
        return answers

    def _people(self, campaign: Campaign, acts: Sequence[Sign]) -> list[int]:
        """Whose each act is: a member's, else that of whom their account stands for."""
        strangers = {act.address: act.alone for act in acts if act.member is None}
        accounts = account_ids(self.connection, strangers, acts[0].now) if strangers else {}
        of = persons(self.connection, campaign.assembly, accounts.values()) if accounts else {}
        return [act.member if act.member is not None else of[accounts[act.address]] for act in acts]


class _Page:
    """The signatures of some people under one campaign, as the acts so far have left them."""

    def __init__(
        self, round_: _Round, campaign: Campaign, people: Collection[int], terms: Mapping[_Words, int]
    ) -> None:
        self.round = round_
        self.campaign = campaign
        connection = round_.connection
        found = others(connection, people) if has_strangers(connection, campaign.id) else {}
        self.others: Mapping[int, list[int]] = {
            person: same for person in people if (same := all_of(round_.twins, found, person))
        }
        wanted = set(people).union(*self.others.values())
        self.held = round_.at.signatures.held_among(connection, campaign.id, wanted)
        self.stated = {
            p for p, held in self.held.items() if held.workplace or held.association or held.called
        }
        self.terms = terms
        trades = {id_ for (kind, _), id_ in terms.items() if kind == "trade"}
        trades |= {one.signature.trade for one in self.held.values() if one.signature.trade is not None}
        self.vouched = vouched_by(connection, campaign.id, people, trades, round_.at.body)
        self.guard: Guard | None = None
        self._usual: dict[tuple[object, ...], Given] = {}
        self._answers: dict[tuple[object, ...], Reply] = {}
        self.new: dict[int, Held] = {}
        self.gone: set[int] = set()

    def sign(self, person: int, act: Sign) -> Reply:
        before = self._before(person)
        if before is None and act.read not in (0, self.campaign.edition):
            raise sign_errors.RewordedSince(self.campaign.number, self.campaign.name)
        given = self._given(act, before is None)
        trade = given.stated.trade
        if trade is None and before is not None:
            trade = before.signature.trade
        bloc = self.vouched.get(person, trade)
        held = signing.signed(self.campaign, person, act.choice, given, bloc, before)
        self.held[person] = self.new[person] = held
        return self._told(held, act.said, before is not None)

    def _given(self, act: Sign, is_first: bool) -> Given:
        """What goes into a signature; the same for most of a crowd."""
        if is_first and act.is_new:
            return self._by_new_account(act)
        key = (act.said, act.language, act.is_new)
        if key not in self._usual:
            self._usual[key] = self._all_given(act, Standing.CONFIRMED)
        return self._usual[key]

    def _by_new_account(self, act: Sign) -> Given:
        """How a first signature stands, after those of new accounts that came with it."""
        if self.guard is None:
            self.guard = Guard(self.round.connection, self.campaign.id, act.now)
        return self._all_given(act, self.guard.next())

    def _all_given(self, act: Sign, standing: Standing) -> Given:
        trade, workplace, association, country = (self.terms.get(word) for word in _stated(act.said))
        stated = Stated(trade, workplace, association, country)
        language = self.terms.get(("language", act.language))
        return Given(stated, language, standing, act.is_new, hour_of(act.now))

    def _told(self, held: Held, said: Said, is_changed: bool) -> Reply:
        """What a person is told; a crowd is told few things. What was said before is still kept."""
        one = held.signature
        if is_changed:
            said = kept_of(self.round.connection, held)
        if held.called:
            return Reply(views.signed(self.campaign, held, said, is_changed), private=True)
        key = (said, is_changed, one.standing, one.bloc is None, one.marks)
        if key not in self._answers:
            self._answers[key] = Reply(views.signed(self.campaign, held, said, is_changed), private=True)
        return self._answers[key]

    def _before(self, person: int) -> Held | None:
        """What this person has signed before; under another number of theirs it stands no longer."""
        if person not in self.others:
            return self.held.get(person)
        found = [self.held.get(person)]
        for other in self.others[person]:
            if (same := self.held.pop(other, None)) is not None:
                self.new.pop(other, None)
                self.gone.add(other)
                found.append(same)
        return next((one for one in found if one is not None), None)

    def write(self) -> bool:
        """Puts it on disk; whether there was anything."""
        signatures, connection, campaign = self.round.at.signatures, self.round.connection, self.campaign.id
        signatures.take(connection, [(campaign, person) for person in sorted(self.gone)])
        signatures.put(connection, [held.signature for held in self.new.values()])
        beside = {p: (h.workplace, h.association, h.called) for p, h in self.new.items()}
        some = {p: row for p, row in beside.items() if p in self.stated or any(row)}
        signatures.state(connection, campaign, some)
        return bool(self.new or self.gone)


def _stated(said: Said) -> tuple[_Words, ...]:
    """In the order of Stated."""
    return (
        ("trade", said.trade),
        ("workplace", said.workplace),
        ("association", said.association),
        ("country", said.country),
    )
