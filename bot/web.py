"""What whoever runs the bot may watch, on this machine alone: /healthz and /metrics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.api.errors import RuleError
from bot.app import App
from bot.config import ConfigProblem, WebSettings
from bot.job import Outcome
from storage.networks import Networks
from storage.schema import posts, tells

LOOPBACK = "127.0.0.1"
PATIENCE = 3.0
HEARD_WITHIN = timedelta(minutes=1)
GROUPS = (1, 2, 5, 10, 32, 100, 320, 1000)
SECONDS = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)


class Gauges:
    """The figures of one app, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        name = "folkmoot"
        here = self.registry
        self.acts = Counter("acts", "Acts that the writer settled", namespace=name, registry=here)
        self.refused = Counter("refusals", "Acts that the rules refused", namespace=name, registry=here)
        self.commits = Counter("commits", "Groups of acts, one commit each", namespace=name, registry=here)
        self.group = Histogram(
            "group_acts", "Acts in one group", namespace=name, registry=here, buckets=GROUPS
        )
        self.seconds = Histogram(
            "write_seconds", "Seconds for one group", namespace=name, registry=here, buckets=SECONDS
        )
        self.waiting = Gauge("outbox_waiting", "Posts that wait to be sent", namespace=name, registry=here)
        self.stale = Gauge("outbox_stale", "Cards that wait for an edit", namespace=name, registry=here)
        self.failed = Gauge("outbox_refused", "Posts refused for good", namespace=name, registry=here)
        self.tells = Gauge("tells_waiting", "Private messages that wait", namespace=name, registry=here)

    def wrote(self, outcomes: Sequence[Outcome | Exception], seconds: float) -> None:
        self.acts.inc(len(outcomes))
        self.refused.inc(sum(isinstance(o, Outcome) and isinstance(o.result, RuleError) for o in outcomes))
        self.commits.inc()
        self.group.observe(len(outcomes))
        self.seconds.observe(seconds)

    async def text(self, app: App) -> bytes:
        """Everything in Prometheus' own format, the outbox as it is now."""
        await self._count(app)
        return generate_latest(self.registry)

    async def _count(self, app: App) -> None:
        def of(*conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
            return sa.select(sa.func.count()).where(*conditions).scalar_subquery()

        query = sa.select(
            of(posts.c.state == "waiting"),
            of(posts.c.state == "there", posts.c.stale),
            of(posts.c.state == "refused"),
            of(tells.c.state == "waiting"),
        )
        async with app.db.reading() as connection:
            counts = (await connection.execute(query)).one()
        for gauge, n in zip((self.waiting, self.stale, self.failed, self.tells), counts, strict=True):
            gauge.set(n)


@dataclass(slots=True)
class Health:
    """Looks whether the bot does its work: the writer answers, and each network was heard of late."""

    app: App
    _asking: asyncio.Task[bool] | None = field(default=None, init=False)

    async def look(self) -> dict[str, bool]:
        """What is well, by part; a part that does not answer in time is not."""
        return {"writer": await self._writes(), **await self._faces()}

    async def _writes(self) -> bool:
        """Whether it comes through the writer's door in time; a statement that is given up would cost the
        writer its connection, so one that takes long is left to end by itself."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._through())
        done, _ = await asyncio.wait({self._asking}, timeout=PATIENCE)
        return bool(done) and self._asking.result()

    async def end(self) -> None:
        """Leaves nothing behind that still waits for the writer."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait({self._asking})

    async def _through(self) -> bool:
        """An empty transaction goes through the same door, and what waits there gets its turn."""
        try:
            async with self.app.db.transaction() as connection:
                await connection.execute(sa.select(1))
            if (answer := self.app.writer.next_answer) is not None:
                await asyncio.wait({answer})
        except (sa.exc.SQLAlchemyError, OSError):
            return False
        return True

    async def _faces(self) -> dict[str, bool]:
        networks, now = Networks(self.app.db), self.app.writer.clock.now()
        found = {}
        try:
            async with asyncio.timeout(PATIENCE), self.app.db.reading():
                for platform in self.app.platforms:
                    heard = await networks.seen(platform.network)
                    found[platform.network] = heard is not None and now - heard <= HEARD_WITHIN
        except (TimeoutError, sa.exc.SQLAlchemyError, OSError):
            return {platform.network: False for platform in self.app.platforms}
        return found


@asynccontextmanager
async def serving(settings: WebSettings, app: App) -> AsyncIterator[int]:
    """Answers on loopback while it is open; the port. Port 0 serves nothing."""
    if not settings.port:
        yield 0
        return
    gauges, health = Gauges(), Health(app)
    app.writer.metrics = gauges
    runner = web.AppRunner(_pages(app, gauges, health), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, settings.port).start()
    except OSError as error:
        await runner.cleanup()
        reason = error.strerror or type(error).__name__
        raise ConfigProblem(f"web.port {settings.port} can't be used ({reason}). Choose another.") from None
    try:
        yield settings.port
    finally:
        await runner.cleanup()
        await health.end()


def _pages(app: App, gauges: Gauges, health: Health) -> web.Application:
    async def healthz(_request: web.Request) -> web.Response:
        parts = await health.look()
        well = all(parts.values())
        return web.json_response({"ok": well, **parts}, status=200 if well else 503)

    async def metrics(_request: web.Request) -> web.Response:
        body = await gauges.text(app)
        return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    pages = web.Application()
    pages.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
    return pages
