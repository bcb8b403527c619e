"""Members are named by what they are called on the other network, also when nobody has heard of them yet."""

from __future__ import annotations

from bot.platforms.matrix.render import plain
from tests.directory import RecordingDirectory
from tests.talk import lines_of
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


async def test_whose_name_somebody_else_has_taken_is_not_mistaken_for_them(one_assembly: TwoNets) -> None:
    """Only who took it was heard of since the start."""
    nets = one_assembly
    await nets("ana@discord: motion list")
    await nets("eve@discord: member join")
    await nets("ben@matrix: motion list")
    directory = nets.faces["discord"].directory
    assert isinstance(directory, RecordingDirectory)
    ana, eve = nets.account("ana@discord").id, nets.account("eve@discord").id
    directory.unheard, directory.names = {ana: "Ana"}, {eve: "ANA"}
    await nets("ben@matrix: member vouch ana@discord")
    assert "Several people here are called ana on Discord" in nets.text
    directory.names[eve] = "Eve"
    await nets("ben@matrix: member vouch ana@discord")
    assert "Several people" not in nets.text and "Nobody on the roll" not in nets.text


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


async def test_a_bare_yes_casts_a_secret_vote_and_answers_nothing_else(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for name in ("ben", "chi", "dan", "eve", "fay"):
        await nets(f"{name}@matrix: bloc start {name}s")
    await nets("ana@discord: poll ask Who speaks? options: Ada, Bo votes:secret")
    await nets("ben@matrix: yes", bare=True)
    assert nets.answer is None, "words among others are no answer"
    await nets("ben@matrix: ok", private=True, bare=True)
    assert nets.answer is None

    await nets("ben@matrix: poll vote 1 Bo", private=True)
    assert nets.text.splitlines()[-2:] == ["You are about to vote in poll 1: Bo.", "To cast it, answer: yes"]
    await nets("ben@matrix: hm, wait", private=True, bare=True)
    await nets("ben@matrix: No.", private=True, bare=True)
    assert "How do you vote in poll 1?" in nets.text, "a no goes back"
    await nets("ben@matrix: yes", private=True, bare=True)
    assert nets.text.startswith("That question is no longer open")
    await nets("ben@matrix: poll vote 1 Ada", private=True)
    await nets("ben@matrix: poll vote 1 Bo", private=True)
    await nets("ben@matrix: [Cast it]", private=True, bare=True)
    assert nets.text.startswith("Depot · Poll 1\nYour vote is in.")
    await nets("ben@matrix: ballot receipts 1", private=True)
    await nets("ben@matrix: yes", private=True, bare=True)
    assert nets.text.startswith("That question is no longer open"), "it is asked once"

    await nets("chi@matrix: poll vote 1 Bo", private=True)
    await nets.later(minutes=16)
    await nets("chi@matrix: yes", private=True, bare=True)
    assert nets.text.startswith("That question is no longer open"), "nobody knows what a late yes is for"
    await nets("ana@discord: election call Delegates")
    said = plain(nets.faces["matrix"].posts[nets.card("matrix", "To stand yourself")].card, str)
    assert "[I stand]" not in said, "where nothing is pressed the line stands there once"
    await nets("chi@matrix: poll vote 1 Bo", private=True)
    await nets("ana@discord: election nominate 2 Chi@matrix")
    directs = nets.faces["matrix"].directs
    assert any("nominated you" in line for line in lines_of(directs[-1][1]))
    await nets("chi@matrix: yes", private=True, bare=True)
    assert nets.text.startswith("That question is no longer open"), "another message came between"
