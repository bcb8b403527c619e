"""What an assembly asks for before a campaign opens: nothing, sponsors, or a carried motion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign, State, must_go_on, opened

SPONSORS, MOTION = "campaign.sponsors", "campaign.motion"
"""The settings that hold them."""
MOST_SPONSORS = 50


@dataclass(frozen=True, slots=True)
class Needs:
    """How many members have to sponsor a campaign, and whether a motion has to be carried for it."""

    sponsors: int = 0
    motion: bool = False

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Needs:
        return cls(int(settings.get(SPONSORS) or 0), settings.get(MOTION) == "yes")

    def written(self) -> dict[str, str]:
        """As settings; what is usual is kept as nothing."""
        return {SPONSORS: str(self.sponsors or ""), MOTION: "yes" if self.motion else ""}

    def changed(self, sponsors: int | None, motion: bool | None) -> Needs:
        """The same with what is wanted otherwise."""
        if sponsors is not None and not 0 <= sponsors <= MOST_SPONSORS:
            raise errors.TooManySponsors(MOST_SPONSORS)
        return Needs(
            self.sponsors if sponsors is None else sponsors, self.motion if motion is None else motion
        )


def begun(campaign: Campaign, needs: Needs, has_motion: bool, now: datetime) -> Campaign:
    """A new campaign: open at once, or waiting for what the assembly asks for first."""
    lacks_motion = needs.motion and not has_motion
    waiting = replace(campaign, state=State.WAITING, sponsors_needed=needs.sponsors)
    return waiting if needs.sponsors or lacks_motion else opened(waiting, now)


def must_wait(campaign: Campaign) -> None:
    """Refuses a campaign that needs nobody's support to open."""
    must_go_on(campaign)
    if campaign.state is not State.WAITING:
        raise errors.NotWaiting(campaign.number)


def sponsored(campaign: Campaign, sponsors: int, has_motion: bool, now: datetime) -> Campaign:
    """The campaign once so many stand behind it: it opens as soon as nothing else is lacking."""
    must_wait(campaign)
    return opened(campaign, now) if has_motion and sponsors >= campaign.sponsors_needed else campaign
