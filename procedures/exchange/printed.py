"""From the texts of the national database to structured parts: what is understood as values, what
was printed kept beside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from procedures.content import DossierLine, Fee, FilingWay, LegalBasis, Step
from procedures.exchange.fields import CHANNELS, choice_of
from procedures.legal_numbers import number_in
from procedures.prose.money import Money, fees_said, read_money
from procedures.prose.papers import read_papers
from procedures.prose.steps import read_steps
from procedures.prose.times import Time, read_time
from procedures.prose.ways import Said, by_way

#: A text without any of these words is about no fee (cells of the database shift).
_ABOUT_MONEY = re.compile(
    r"phí|(?<!hợp )(?<!hội )(?<!cộng )đồng|vnđ|vnd|usd|tiền|\d\s*đ\b|miễn|\bkhông\b|thu\b|giá\b",
    re.IGNORECASE,
)
_NOTHING_SAID = re.compile(r"^(?:không có thông tin|vnđ|vnd|đồng|khác)?\W*$", re.IGNORECASE)
_FREE_AND_MORE = re.compile(r"^(?P<free>Miễn phí)(?P<more>[^\s(].*)$", re.DOTALL)
#: `VNĐ(Phí công bố: 100.000 đồng/lần)`: the database lost the amount before the currency.
_LOST_AMOUNT = re.compile(r"(?:vnđ|vnd|đồng)\s*\((?P<words>.*)\)\s*", re.IGNORECASE | re.DOTALL)
_NAMES = {"phí": "Phí", "lệ phí": "Lệ phí", "phí, lệ phí": "Phí, lệ phí"}
_CHANNEL_WORDS = {"online": "trực tuyến", "in_person": "trực tiếp", "post": "bưu chính"}


def steps_of(text: str) -> tuple[Step, ...]:
    """The steps of a text."""
    return tuple(Step("", step) for step in read_steps(text))


def papers_of(text: str) -> tuple[DossierLine, ...]:
    """The papers of a text."""
    return tuple(
        DossierLine(
            case=paper.case,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            form=paper.form,
        )
        for paper in read_papers(text)
    )


def bases_of(text: str) -> tuple[LegalBasis, ...]:
    """The legal bases of a text, one a line."""
    lines = (line.strip(" \t•-") for line in text.splitlines())
    return tuple(LegalBasis(line, number_in(line), "") for line in lines if line)


def time_of(text: str) -> Time | None:
    """The time limit of the whole procedure: what every way of filing says, when they agree."""
    times = {read_time(said.text) for said in by_way(text)}
    return times.pop() if len(times) == 1 else None


def ways_of(time_limit: str, fee: str) -> tuple[FilingWay, ...]:
    """The ways of filing that the texts of time and fee name, in the order they are named. Times of
    one way that are said twice make two ways; its fees stand with the first."""
    times, fees = _by_channel(by_way(time_limit)), _by_channel(by_way(fee))
    ways = []
    for channel in dict.fromkeys([*times, *fees]):
        if not channel:
            continue
        for number, text in enumerate(times.get(channel, [""])):
            ways.append(_way(channel, text, fees.get(channel, ()) if number == 0 else ()))
    return tuple(ways)


def _by_channel(said: tuple[Said, ...]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in said:
        found.setdefault(one.channel, []).append(one.text)
    return found


def _way(channel: str, time: str, fees: list[str] | tuple[str, ...]) -> FilingWay:
    read = read_time(time)
    notes = [read.note if read else ""]
    words = []
    for text in fees:
        fee, more = _fee_and_more(text)
        notes.append(more)
        if fee:
            words.append(fee)
    fee = "\n".join(words)
    said = fees_said(fee)
    money = read_money(said[0]) if len(said) == 1 else None
    return FilingWay(
        channel=channel,
        amount=read.amount if read else None,
        unit=read.unit if read else "",
        time="" if _NOTHING_SAID.match(time) and not read else time,
        condition="\n".join(note for note in notes if note),
        fee="\n".join(map(_unwrapped, words)),
        fee_amount=money.amount if money and not money.per else None,
    )


def _fee_and_more(text: str) -> tuple[str, str]:
    """The words about the fee, and what else ran into its cell."""
    if _NOTHING_SAID.match(text):
        return "", ""
    found = _FREE_AND_MORE.match(text)
    if found and read_money(text) is not None:
        return found["free"], found["more"].strip()
    return (text, "") if _ABOUT_MONEY.search(text) else ("", text)


def fees_of(text: str) -> tuple[Fee, ...]:
    """The fees of a text, each once: with its amount where that is said, else in words. A fee that
    only some ways of filing ask for names them."""
    channels: dict[str, list[str]] = {}
    named = set()
    for said in by_way(text):
        named.add(said.channel)
        fee, _more = _fee_and_more(said.text)
        for one in fees_said(fee):
            channels.setdefault(one, []).append(said.channel)
    fees = []
    for one, ways in channels.items():
        money = read_money(one)
        if money is not None and money.amount == 0:
            continue
        fees.append(_fee(one, money, set(ways) - {""} if set(ways) != named else set()))
    return tuple(fees)


def is_free(text: str) -> bool:
    """Whether every way of filing says that nothing is paid."""
    fees = [one for said in by_way(text) for one in fees_said(_fee_and_more(said.text)[0])]
    monies = [read_money(one) for one in fees]
    return bool(monies) and all(money is not None and money.amount == 0 for money in monies)


def _unwrapped(text: str) -> str:
    """The words in `VNĐ(theo Nghị quyết 5)`: the currency of an amount that the source lost."""
    found = _LOST_AMOUNT.fullmatch(text)
    if found is None:
        return text
    depth = 0
    for sign in found["words"]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:  # the last bracket is another's
            return text
    return found["words"].strip()


def _fee(text: str, money: Money | None, ways: set[str]) -> Fee:
    name = _NAMES.get(money.kind if money else "", "Phí, lệ phí")
    if ways:
        name += f" ({', '.join(sorted(_CHANNEL_WORDS[way] for way in ways))})"
    words = "" if money else _unwrapped(text)
    return Fee(
        name=name,
        amount=money.amount if money else None,
        formula=words,
        unit=money.per if money else "",
        printed=text if words != text else "",
    )


def channels_named(text: str) -> tuple[FilingWay, ...] | None:
    """The ways that a bare list names (`Trực tiếp; trực tuyến`); None when it says more, or less,
    than their names."""
    names = [name.strip(" -+.") for name in re.split(r"[,;\n]|\bhoặc\b|\bvà\b", text)]
    found = [choice_of(CHANNELS, name) for name in names if name]
    if not found or None in found:
        return None
    return tuple(FilingWay(channel=channel) for channel in dict.fromkeys(found) if channel)
