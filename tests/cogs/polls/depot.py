"""Where the polls and elections of the tests are held: at Depot, by those who have done anything there."""

from __future__ import annotations

import re

from tests.talk import Talk, lines_of


async def depot(talk: Talk, *people: str) -> None:
    """Ana founds it, and these come onto its roll."""
    await talk("ana: assembly found Depot")
    for name in people:
        await talk(f"{name}: action mine")


async def night(talk: Talk, *people: str) -> None:
    """Ana starts Night, which is unlisted, and these join it."""
    await talk("ana: bloc start Night kind:unlisted", private=True)
    bloc = re.findall(r"by its number (\d+)", talk.text)[0]
    for name in people:
        await talk(f"ana: bloc invite Night {name}", private=True)
        await talk(f"{name}: bloc join {bloc}", private=True)


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]
