"""Every refusal that motions can give, with its sentence; each feature adds its own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.ballots import refusals as of_ballots
from bot.ballots import views as ballots
from cogs.motions.views import (
    amending,
    blocs,
    checking,
    conduct_refusals,
    consensus,
    hall,
    outcome,
    refusals,
    reminding,
    secret_refusals,
    sitting,
)

ALL: Mapping[type[RuleError], Explain] = {
    **ballots.ERRORS,
    **of_ballots.ERRORS,
    **refusals.ERRORS,
    **checking.ERRORS,
    **consensus.ERRORS,
    **amending.ERRORS,
    **blocs.ERRORS,
    **conduct_refusals.ERRORS,
    **hall.ERRORS,
    **outcome.ERRORS,
    **reminding.ERRORS,
    **secret_refusals.ERRORS,
    **sitting.ERRORS,
}
