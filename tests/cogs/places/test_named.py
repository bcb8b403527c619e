"""Members are named by what they are called on the other network, also when nobody has heard of them yet."""

from __future__ import annotations

from bot.platforms.matrix.render import plain
from tests.directory import RecordingDirectory
from tests.twonets import TwoNets


async def test_a_name_is_asked_for_where_it_was_not_heard_since_the_start(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion list")
    await nets("ben@matrix: motion list")
    directory = nets.faces["discord"].directory
    assert isinstance(directory, RecordingDirectory)
    directory.unheard, directory.names = directory.names, {}
    await nets("ben@matrix: member vouch nobody@discord")
    assert "Nobody on the roll here is called nobody" in nets.text
    directory.names = {}
    await nets("ben@matrix: member vouch ana@discord")
    assert "Nobody on the roll" not in nets.text
    for name in ("z" * 3000, f"{'z' * 3000}@discord", f"@{'z' * 3000}:example.org"):
        await nets(f"ben@matrix: member vouch {name}")
        assert "zzz" in nets.text and len(nets.text) < 500, "what nobody is called is not said back whole"


async def test_on_matrix_a_name_alone_will_do(one_assembly: TwoNets) -> None:
    """A client completes nobody's id in a chat with the bot, and sends a mention as the name."""
    nets = one_assembly
    await nets("ana@discord: motion list")
    await nets("ben@matrix: election call Delegates")
    await nets("chi@matrix: poll ask Shall we paint the door?")
    await nets("ben@matrix: election nominate 1 Chi", private=True)
    assert "chi:example.org is asked in private" in nets.text
    await nets("ben@matrix: election nominate 1 nobody", private=True)
    assert "Nobody on the roll here is called nobody on Matrix" in nets.text


async def test_a_card_names_people_who_have_not_acted_since_the_start(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion list")
    directory = nets.faces["discord"].directory
    assert isinstance(directory, RecordingDirectory)
    directory.unheard, directory.names = directory.names, {}
    await nets("ben@matrix: assembly show")
    assert "Stewards: Ana@discord" in nets.text


async def test_a_line_to_type_says_which_of_its_words_is_meant(one_assembly: TwoNets) -> None:
    """The second value of a command alone is no first one."""
    nets = one_assembly
    await nets("ana@discord: assembly settings roll:vouched")
    await nets("eve@discord: member join")
    card = nets.faces["matrix"].posts[nets.card("matrix", "asks to come onto the roll")].card
    assert "[Vouch] !member vouch number:1" in plain(card, str)
