"""What a question asks about a procedure: its fee, how long, which papers, where, which form, who.

Recognised by the words people ask with. A question that is none of these, or that only looks like
one (how long a licence is *valid*), is no question: then no answer is shown. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from portal.text import word_forms
from search.query import Query, Word

#: Words of a question -> what it asks; keys of `SearchEntry.answers`. With their accents: "phí" is
#: no "phi", and who types without accents means both.
_CUES: dict[str, tuple[str, ...]] = {
    "fee": (
        *(
            "phí",
            "lệ phí",
            "chi phí",
            "phí lệ phí",
            "mức phí",
            "mức thu",
            "tiền phí",
            "tiền lệ phí",
        ),
        *(
            "bao nhiêu tiền",
            "mất bao nhiêu",
            "tốn bao nhiêu",
            "hết bao nhiêu",
            "tốn tiền",
            "giá bao nhiêu",
        ),
        *(
            "mất tiền",
            "mất phí",
            "đóng tiền",
            "nộp tiền",
            "mấy tiền",
            "bao tiền",
            "nhiêu tiền",
            "tốn kém",
        ),
    ),
    "time": (
        *(
            "bao lâu",
            "mấy ngày",
            "bao nhiêu ngày",
            "mấy hôm",
            "bao nhiêu lâu",
            "mấy tuần",
            "mấy tháng",
        ),
        *("thời hạn giải quyết", "thời gian giải quyết", "thời gian xử lý", "thời gian thực hiện"),
        *("bao giờ xong", "khi nào xong", "bao giờ có", "khi nào có", "bao giờ được", "lâu không"),
        *("thời hạn bao", "thời gian bao", "bao lâu thì xong", "có nhanh không", "chờ bao lâu"),
    ),
    "papers": (
        *(
            "giấy tờ gì",
            "giấy tờ nào",
            "giấy tờ",
            "cần gì",
            "cần những gì",
            "chuẩn bị gì",
            "hồ sơ gì",
        ),
        *(
            "chuẩn bị những gì",
            "hồ sơ gồm",
            "hồ sơ cần",
            "thành phần hồ sơ",
            "hồ sơ bao gồm",
            "bộ hồ sơ",
        ),
        *(
            "hồ sơ thế nào",
            "nộp những gì",
            "nộp gì",
            "tài liệu gì",
            "tài liệu nào",
            "hồ sơ như thế nào",
        ),
        *("giấy gì", "hồ sơ những gì", "gồm những gì", "mang theo gì", "hồ sơ nào", "hồ sơ"),
    ),
    "place": (
        *(
            "ở đâu",
            "nộp đâu",
            "chỗ nào",
            "nơi nộp",
            "nơi tiếp nhận",
            "đến đâu",
            "tới đâu",
            "nơi nào",
        ),
        *(
            "địa điểm nộp",
            "địa chỉ nộp",
            "làm đâu",
            "gửi đâu",
            "cơ quan nào tiếp nhận",
            "cơ quan nào nhận",
        ),
        *("cơ quan tiếp nhận", "nộp cho ai", "nộp cơ quan nào", "nộp tại đâu", "gửi về đâu"),
    ),
    "form": (
        *("mẫu đơn", "đơn mẫu", "biểu mẫu", "mẫu tờ khai", "tờ khai mẫu", "mẫu nào", "mẫu số mấy"),
        *(
            "mẫu gì",
            "tải mẫu",
            "đơn theo mẫu",
            "mẫu phiếu",
            "mẫu hồ sơ",
            "mẫu văn bản",
            "tờ khai nào",
        ),
        *("mẫu giấy đề nghị", "mẫu đề nghị", "file mẫu", "đơn gì", "đơn nào"),
    ),
    "who": (
        *("ai được", "ai phải", "ai cần", "ai có thể", "những ai", "đối tượng nào", "đối tượng"),
        *(
            "ai thì được",
            "ai làm được",
            "ai nộp được",
            "ai đủ điều kiện",
            "ai xin được",
            "ai có quyền",
        ),
        *("đối tượng thực hiện", "ai mới được", "cho ai", "dành cho ai", "áp dụng cho ai"),
    ),
}
#: Beside these words "how long" and the others ask for something the fields don't hold.
_OTHER_MATTERS = (
    *("hiệu lực", "giá trị", "hết hạn", "thời hạn sử dụng", "thời hạn của giấy", "trước bao lâu"),
    *(
        "trước mấy ngày",
        "trước bao nhiêu ngày",
        "bị phạt",
        "phạt bao nhiêu",
        "mức phạt",
        "xử phạt",
        "ai ký",
        "ai cấp",
        "ai duyệt",
    ),
    *("ai giải quyết", "lưu bao lâu", "lưu trữ", "khiếu nại", "nộp phí ở đâu", "nộp tiền ở đâu"),
    *(
        "đóng phí ở đâu",
        "nộp lệ phí ở đâu",
        "lương",
        "dùng được bao lâu",
        "tra cứu",
        "giờ làm việc",
    ),
    *(
        "hỗ trợ bao nhiêu",
        "tiền thưởng",
        "được bao nhiêu tiền",
        "tại sao",
        "vì sao",
        "nộp phí khi nào",
    ),
    *("mất giấy tờ", "không được", "bị từ chối", "sửa hồ sơ", "rút hồ sơ", "hồ sơ đến đâu"),
    *("được bao lâu", "bao lâu một lần", "mấy lần", "nhận kết quả ở đâu", "trả kết quả ở đâu"),
    *("lấy kết quả ở đâu", "hồ sơ của tôi", "hoàn phí", "miễn phí", "giảm phí", "miễn lệ phí"),
)
#: Words around a question that say nothing about its subject.
_AROUND = (
    *(
        "thủ tục",
        "thủ tục hành chính",
        "làm",
        "làm thủ tục",
        "xin",
        "muốn",
        "cần",
        "tôi",
        "em",
        "mình",
    ),
    *(
        "cho",
        "hỏi",
        "khi",
        "để",
        "thì",
        "là",
        "có",
        "không",
        "gì",
        "nào",
        "bao",
        "nhiêu",
        "hết",
        "mất",
    ),
    *(
        "phải",
        "được",
        "những",
        "các",
        "của",
        "và",
        "với",
        "ạ",
        "vậy",
        "thế",
        "ở",
        "đâu",
        "tại",
        "nộp",
    ),
    *(
        "đóng",
        "bị",
        "muốn",
        "biết",
        "bên",
        "cơ quan",
        "anh",
        "chị",
        "nhà",
        "sẽ",
        "ra",
        "lấy",
        "tải",
    ),
    *(
        "về",
        "theo",
        "trong",
        "từ",
        "đến",
        "đi",
        "việc",
        "ai",
        "giải quyết",
        "thời gian",
        "một",
        "tiền",
    ),
    *(
        "mấy",
        "ngày",
        "lâu",
        "xong",
        "thời hạn",
        "thời hạn giải quyết",
        "hồ sơ",
        "chuẩn bị",
        "gồm",
        "như",
    ),
    *(
        "đơn",
        "mẫu",
        "tốn",
        "phí",
        "lệ phí",
        "kết quả",
        "thành phần",
        "bao giờ",
        "này",
    ),
    *(
        "xin hỏi",
        "cho hỏi",
        "tới",
        "chỗ",
        "nơi",
        "gửi",
        "nhận",
        "tiếp nhận",
        "điều kiện",
        "trả",
        "thực hiện",
    ),
    *(
        "cần phải",
        "vui lòng",
        "giúp",
        "hỏi về",
        "nhỉ",
        "hả",
        "à",
        "ơi",
        "người",
        "đối tượng",
    ),
)


_OTHER, _BESIDE = "other matters", "around"


@dataclass(frozen=True, slots=True)
class Question:
    """`asks`: a key of `SearchEntry.answers`; `words`: all that was typed; `subject`: the places of
    the words that say of what, `helping` those that may belong to it."""

    asks: str
    words: tuple[Word, ...]
    subject: frozenset[int]
    helping: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Way:
    text: tuple[str, ...]
    folded: tuple[str, ...]


def question_of(query: Query) -> Question | None:
    """What `query` asks of a procedure; None when it asks nothing we know, or two things at once.

    The longest words of a question decide: *thời gian giải quyết hồ sơ* asks how long.
    """
    words = query.words
    said = list(_said(words, query.accented))
    if any(group == _OTHER for group, _ in said):
        return None
    found = [(len(places), group, places) for group, places in said if group != _BESIDE]
    if not found:
        return None
    longest = max(length for length, _, _ in found)
    asked = {asks for length, asks, _ in found if length == longest}
    if asked == {"form", "place"}:  # "where is the form"
        asked = {"form"}
    if len(asked) > 1:
        return None
    (asks,) = asked
    taken = {place for _, _, places in found for place in places}
    around = {place for group, places in said if group == _BESIDE for place in places}
    everything = frozenset(range(len(words)))
    return Question(asks, words, everything - taken - around, frozenset(taken | around))


def _said(words: Sequence[Word], strict: bool) -> Iterator[tuple[str, range]]:
    """(what it belongs to, its places) of every way of asking that stands in `words`."""
    by_first_word = _ways()
    for start, word in enumerate(words):
        first = {word.folded, *_slipped_from(word.folded)}
        first.update([other[0] for other in word.others if len(other) == 1])
        for group, way in [one for begun in first for one in by_first_word.get(begun, ())]:
            end = start + len(way.folded)
            several = end > start + 1
            if end <= len(words) and all(
                _means(words[start + n], way.text[n], way.folded[n], several, strict)
                for n in range(end - start)
            ):
                yield group, range(start, end)


def _means(word: Word, text: str, folded: str, several: bool, strict: bool) -> bool:
    """The word is this one: with its accents, without any, or with a slip in a longer cue.

    `strict`: somebody who writes accents means a lone "phi" as it stands.
    """
    if word.folded == folded:
        return word.text == text or (word.text == folded and (several or not strict))
    if (folded,) in word.others:  # Telex keys left behind
        return True
    return (
        several
        and len(folded) > 2
        and word.text == word.folded
        and folded in _slipped_from(word.folded)
    )


def _slipped_from(typed: str) -> Iterator[str]:
    """What was meant if two neighbouring letters were swapped, or one was typed twice."""
    for n, (one, other) in enumerate(pairwise(typed)):
        if one == other:
            yield typed[:n] + typed[n + 1 :]
        else:
            yield typed[:n] + other + one + typed[n + 2 :]


@cache
def _ways() -> dict[str, tuple[tuple[str, _Way], ...]]:
    """All ways of asking with what they belong to, by their first word, folded."""
    by_first_word: dict[str, list[tuple[str, _Way]]] = {}
    for group, ways in {**_CUES, _OTHER: _OTHER_MATTERS, _BESIDE: _AROUND}.items():
        for written in ways:
            way = _Way(*map(tuple, word_forms(written)))
            by_first_word.setdefault(way.folded[0], []).append((group, way))
    return {word: tuple(ways) for word, ways in by_first_word.items()}
