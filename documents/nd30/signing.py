"""The signature block: capacity, post and name at the right, recipients at its left.

NĐ 30/2020 Annex I §II.7 and II.9. The first block with a name is the document's: annexes hold
forms with empty blocks, a copy (SAO Y) has the block of who copied it. A seal over the post can
hide it from OCR; the name then still stands to the right of the recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from portal.text import compose, fold

from .lines import Line, split
from .slips import alike, likeness
from .values import Place, Reading

_CAPACITY = re.compile(
    r"^\W{0,3}(?P<how>tm|kt|tl|tuq|q|t/m|k/t|t/l)\s*[.,:]\s*(?=\w)|^\W{0,2}(?P<bare>tm|kt|tl|tuq|t/m|k/t|t/l)\s+(?=[a-z])"
)
_POSTS = (
    "chu tich", "pho chu tich", "bo truong", "thu truong", "thu tuong", "pho thu tuong",
    "giam doc", "pho giam doc", "tong giam doc", "pho tong giam doc", "cuc truong",
    "pho cuc truong", "chi cuc truong", "pho chi cuc truong", "vu truong", "pho vu truong",
    "tong cuc truong", "pho tong cuc truong", "vien truong", "pho vien truong", "hieu truong",
    "pho hieu truong", "chanh van phong", "pho chanh van phong", "chanh thanh tra",
    "pho chanh thanh tra", "truong phong", "pho truong phong", "truong ban", "pho truong ban",
    "bi thu", "pho bi thu", "tong bi thu", "tong kiem toan", "tong thanh tra",
    "pho tong thanh tra", "chanh an", "pho chanh an", "thong doc", "pho thong doc", "chu nhiem",
    "pho chu nhiem", "truong doan", "to truong", "truong chi nhanh", "quyen giam doc",
    "quyen chu tich", "quyen bo truong", "chi huy truong", "tu lenh", "pho tu lenh",
    "doi truong", "hat truong", "ke toan truong", "vien pho", "uy vien", "chu toa", "thu ki",
    "nguoi ki", "giam doc so", "bo truong bo", "tham phan", "pho vien", "dai dien",
    "truong co quan", "thu truong co quan", "thu truong don vi", "nguoi lap",
)  # fmt: skip
_RANK = (
    r"(?:(?:pgs|gs|tskh|ts|ths|bs|bsck(?:i{1,2})?|ds|ks|cn|ls|kts|nsnd|nsut|đại tướng|thượng tướng"
    r"|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|trung úy"
    r"|thiếu úy|đại tương|chuẩn đô đốc)\b\.?[\s,]*)+"
)
_RANK_START = re.compile(rf"^{_RANK}", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*(?:\(?\s*da ki|\(?\s*ki ten|chu ki|signed|ki boi|nguoi ki:)\b")
_SIGNED_BY = re.compile(r"^\W*đã k[ýí]\s*[:.]\s*(?=\w)", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^\W*n[oơ]i nh[aạâ]n\b")
_COPY = re.compile(
    r"^\W*(?:(?:sao )?(?:y|i) ban\b|sao (?:y|i|luc)|trich sao|chung thuc ban sao|ban sao)\b"
)
# Syllables that are in posts, offices and stamps, not in names of people.
_NO_NAMES_TEXT = """
dieu khoan chuong muc phu luc mau so ngay thang nam noi nhan luu cong an quoc hoi chinh bo ban
phong trung tam kinh gui van quyet dinh nghi thong tu ke hoach cua va cac theo tinh huyen xa
truong cuc chi uy dan viet hoa doc lap do hanh phuc
"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:['’.-][^\W\d_]+)?$")
# The commonest family names: the sign of a person where nothing else tells.
_FAMILIES_TEXT = """
nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly li dinh mai trinh luong
dao doan lam ha cao thai to ta quach chu chau la luu kieu nghiem tong thach tieu ton vuong trieu
van giang khuat phung truong ma lo vi cam be nong hua cu diep khong kim an thieu tang uong lai
tu nhu bach ksor ro siu kpa dieu rah che tan luc dong
"""
_FAMILIES = frozenset(_FAMILIES_TEXT.split())
# Long enough to be known by what a seal left of them.
_LONG_FAMILIES = ("Nguyễn", "Huỳnh", "Hoàng", "Trương", "Trịnh", "Nghiêm", "Phạm", "Lương", "Dương")
#: Long enough too, written as one word.
_SPOILT_RANKS = (
    "Đại tướng",
    "Thượng tướng",
    "Trung tướng",
    "Thiếu tướng",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
)
#: Of how many readings of one word the likeness to a name is taken.
_VOTES = 3
_NEAR = 170.0  # points between the post and the name under it: room for seal and signature


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signed, as printed; `place` holds the lines it was read from."""

    signer: Reading[str]
    title: Reading[str] | None
    capacity: Reading[str] | None
    rank: Reading[str] | None
    page: int
    score: float


@dataclass(frozen=True, slots=True)
class _Piece:
    line: Line
    index: int


def read_signature(pages: Sequence[Sequence[Line]]) -> SignatureBlock | None:
    """From the lines of every page: the block that looks most like the document's own."""
    best: SignatureBlock | None = None
    copied = False
    for lines in pages:
        for block in _blocks(lines):
            score = block.score - (6 if copied else 0)
            if best is None or score > best.score + 0.5:
                best = SignatureBlock(
                    block.signer, block.title, block.capacity, block.rank, block.page, score
                )
        copied = copied or any(_is_copy(piece) for line in lines for piece in split(line, 1.8))
    if best is None:
        best = _over_the_page(pages)
    return best if best is not None and best.score >= 3 else None


def _is_copy(piece: Line) -> bool:
    """Whether a piece says that a copy begins: "SAO Y BẢN CHÍNH"."""
    return piece.page_width > 0 and piece.capitals and bool(_COPY.match(piece.folded))


def _right_pieces(lines: Sequence[Line]) -> list[_Piece]:
    found = []
    for index, line in enumerate(lines):
        for piece in split(line, 1.8):
            if piece.middle > 0.47 or (piece.x0 / piece.page_width > 0.4):
                found.append(_Piece(piece, index))
    return found


def _blocks(lines: Sequence[Line]) -> Iterator[SignatureBlock]:
    pieces = _right_pieces(lines)
    recipients = [line for line in lines if _RECIPIENTS.match(line.folded)]
    copies = [piece.line for piece in pieces if _is_copy(piece.line)]
    for at, piece in enumerate(pieces):
        name = person(piece.line)
        if name is None:
            continue
        rank, signer, sure = name
        column = [
            one
            for one in pieces[:at]
            if 0 < piece.line.y0 - one.line.y0 < _NEAR
            and abs(one.line.middle - piece.line.middle) < 0.13
        ]
        posts = _posts_above(column)
        score = sure
        if posts:
            score += 3
        if any(_capacity(post.line) for post in posts):
            score += 2
        beside = [
            line
            for line in recipients
            if -60 < piece.line.y0 - line.y0 < _NEAR + 60 and line.x0 < piece.line.x0
        ]
        if beside:
            score += 2.5
        if signed_for := bool(_SIGNED_BY.match(compose(piece.line.text))):
            score += 1.5
        if not posts and not beside and not signed_for:
            continue
        if piece.line.bold:
            score += 0.5
        if not posts and not (rank or _known_family(signer)):
            continue
        if any(copy.y0 < piece.line.y0 for copy in copies):
            score -= 6
        yield _block(piece.line, signer, rank, sure, posts, score)


def _known_family(name: str) -> bool:
    return fold(name).split()[0] in _FAMILIES


def _posts_above(column: Sequence[_Piece]) -> list[_Piece]:
    """The lines of capacity and post right above a name, from the top; seals and scribble between
    them and the name are skipped."""
    posts: list[_Piece] = []
    for one in reversed(column):
        if is_post(one.line) or _capacity(one.line):
            if posts and posts[0].line.y0 - one.line.y1 > 2.2 * one.line.height:
                break
            posts.insert(0, one)
        elif posts:
            # "TM. ỦY BAN NHÂN DÂN / TỈNH QUẢNG TRỊ", "PHÓ GIÁM ĐỐC / SỞ …": a line between two.
            gap = posts[0].line.y0 - one.line.y1
            if (
                one.line.capitals
                and gap < 1.2 * one.line.height
                and not _SIGNED.match(one.line.folded)
            ):
                above = [other for other in column if other.index < one.index]
                if above and _capacity(above[-1].line):
                    posts.insert(0, one)
                    continue
            break
    return posts


def _capacity(line: Line) -> bool:
    return bool(_CAPACITY.match(line.folded)) and (line.capitals or line.bold)


def is_post(line: Line) -> bool:
    """Whether a line is a post such as "PHÓ GIÁM ĐỐC": in capitals, or bold."""
    text = re.sub(r"^\W+|\W+$", "", fold(line.text))
    if not (line.capitals or line.bold) or len(text) > 90:
        return False
    words = text.split()
    for post in _POSTS:
        size = len(post.split())
        if len(words) >= size and alike(" ".join(words[:size]), post):
            return len(words) - size <= 9
    return False


def person(line: Line) -> tuple[str, str, float] | None:
    """(rank, name, how sure) when a line is the name of a person, perhaps with a rank before it."""
    text = compose(line.text).strip(" .,:;*-–_|'‘’`~()/\\")
    text = _SIGNED_BY.sub("", text)  # "Đã ký: Nguyễn Văn A" in certified copies
    if _SIGNED.match(fold(text)) or (line.confidence == 1 and any(map(str.isdigit, text))):
        return None
    found = _RANK_START.match(text)
    rank = found[0].strip(" ,") if found else ""
    name = text[found.end() :].strip(" .,") if found else text
    words = name.split()
    is_picture = line.confidence < 1
    if is_picture:
        words = [word for word in words if not _is_speck(line, word)]
        for at, word in enumerate(words[:2] if not rank else ()):
            if printed := _rank_like(word):
                rank, words = printed, words[at + 1 :]
                break
    # Specks of a seal before and after the name.
    specks = []
    while words and not _NAME_WORD.match(words[0]):
        specks.append(words.pop(0))
    while words and not _NAME_WORD.match(words[-1]):
        words.pop()
    spoilt = False
    if is_picture and words and fold(words[0]) not in _FAMILIES:
        # A seal over the first word. The family name is one of few: the spoilt word is nearly one
        # of them, or the name is not known and not offered.
        if unsure := _is_unsure(line, words[0]):
            specks.append(words.pop(0))
        if specks and (unsure or any(map(str.isalpha, specks[-1]))):
            mended = _family_like(_readings(line, specks[-1]))
            if mended is None:
                return None
            words, spoilt = [mended, *words], True
    if not 2 <= len(words) <= 5 or not all(map(_NAME_WORD.match, words)):
        return None
    upper = all(word.isupper() for word in words)
    if is_picture and len(words) > 2 and fold(words[1]) in {"hi", "lhi", "tni"}:
        words[1] = "Thị"
    if not upper and not all(word[:1].isupper() and word[1:] == word[1:].lower() for word in words):
        return None
    folded = [fold(word) for word in words]
    if any(len(word) > 7 for word in folded) or (upper and is_post(line)):
        return None
    strangers = sum(word in _NO_NAMES for word in folded)
    known = folded[0] in _FAMILIES
    if strangers > 1 + known or (strangers and not known) or (upper and not known):
        return None
    sure = (0.2 if spoilt else 1.5 if known else 0.3) + line.confidence
    if upper:
        name = " ".join(word.capitalize() for word in words)
        return rank, name, sure - 0.8
    return rank, " ".join(words), sure


def _is_unsure(line: Line, text: str) -> bool:
    return any(
        compose(word.text).strip(" .,") == text and word.confidence < 0.3 for word in line.words
    )


def _is_speck(line: Line, text: str) -> bool:
    """Whether a word is what a seal leaves between words: a small letter tesseract is unsure of, or
    a single capital that is no name (some peoples' names begin with Y or H)."""
    letters = "".join(filter(str.isalpha, text))
    if len(letters) != 1:
        return False
    return _is_unsure(line, letters) if letters.islower() else fold(letters) not in {"y", "h"}


def _rank_like(word: str) -> str | None:
    """The rank that OCR wrote as one spoilt word, "Đạitfớng" for "Đại tướng", or None."""
    found = "".join(filter(str.isalpha, fold(word)))
    ranked = sorted(
        ((likeness(found, fold(rank).replace(" ", "")), rank) for rank in _SPOILT_RANKS),
        reverse=True,
    )
    (best, rank), (second, _) = ranked[:2]
    return rank if best >= 0.8 and best - second >= 0.12 else None


def _readings(line: Line, text: str) -> list[str]:
    """`text` and what OCR made of that word when it looked again."""
    also = [
        word.also for word in line.words if compose(word.text).strip(" .,") == text.strip(" .,")
    ]
    return [text, *(one for each in also for one in each)]


def _family_like(readings: Sequence[str]) -> str | None:
    """The one long family name that a spoilt word is nearly in its best readings, or None."""
    found = ["".join(filter(str.isalpha, fold(one))) for one in readings]
    ranked = sorted(
        (
            (
                fmean(sorted((likeness(one, fold(name)) for one in found), reverse=True)[:_VOTES]),
                name,
            )
            for name in _LONG_FAMILIES
        ),
        reverse=True,
    )
    (best, name), (second, _) = ranked[:2]
    return name if best >= 0.6 and best - second >= 0.12 else None


def _block(
    line: Line, signer: str, rank: str, sure: float, posts: Sequence[_Piece], score: float
) -> SignatureBlock:
    confidence = min(0.98, 0.35 + 0.09 * score) * min(1.0, 0.3 + 0.75 * line.confidence)
    capacity: list[Line] = []
    title: list[Line] = []
    for post in posts:
        if _capacity(post.line):
            capacity.append(post.line)
            title = []
        elif capacity and not title and not is_post(post.line):
            capacity[-1] = post.line.part((*capacity[-1].words, *post.line.words))
        else:
            title.append(post.line)
    if capacity and not title:
        # "TL. GIÁM ĐỐC" or "Q. GIÁM ĐỐC" right above the name: the last capacity is the post.
        last = capacity[-1]
        if re.match(r"^\W*q\s*\.", last.folded) or len(capacity) == 1:
            title = [last]
    words = [post_words(one.text) for one in title[-1:]]
    title_text = " ".join(words)
    return SignatureBlock(
        signer=Reading(signer, confidence, line.text, line.place),
        title=Reading(title_text, confidence, title[-1].text, title[-1].place) if title else None,
        capacity=(
            Reading(
                "; ".join(post_words(one.text) for one in capacity),
                confidence,
                "; ".join(one.text for one in capacity),
                Place(line.page, capacity[0].box),
            )
            if capacity
            else None
        ),
        rank=Reading(rank, confidence, line.text, line.place) if rank else None,
        page=line.page,
        score=score,
    )


def post_words(text: str) -> str:
    """A post or capacity without the specks around it."""
    text = re.sub(r"\s+", " ", text).strip(" .,:;*-–_|'‘’`~")
    return re.sub(r"^(?:[^\s]*\d[^\s]*\s+|\W+\s)+(?=\w)", "", text)


def _over_the_page(pages: Sequence[Sequence[Line]]) -> SignatureBlock | None:
    """A name that fell onto the next page, behind the post that ends the one before; or, in old
    texts, one above "(Đã ký)" without a post."""
    for before, after in pairwise(pages):
        last = [piece.line for piece in _right_pieces(before)][-3:]
        posts = [_Piece(line, 0) for line in last if is_post(line) or _capacity(line)]
        if (
            not posts
            or len(before) == 0
            or posts[-1].line.y0 < 0.6 * max(line.y1 for line in before)
        ):
            continue
        for piece in _right_pieces(after[:4]):
            name = person(piece.line)
            if name is not None:
                rank, signer, sure = name
                return _block(piece.line, signer, rank, sure, posts, 3 + sure)
    for lines in reversed(pages):
        pieces = _right_pieces(lines)
        for at, piece in enumerate(pieces[1:], 1):
            if _SIGNED.match(piece.line.folded):
                for near in (pieces[at - 1], *pieces[at + 1 : at + 2]):
                    name = person(near.line)
                    if name is not None and abs(near.line.y0 - piece.line.y0) < 60:
                        rank, signer, sure = name
                        return _block(near.line, signer, rank, sure, (), 2.5 + sure)
    return None


def recipients_of(pages: Sequence[Sequence[Line]], page: int | None) -> tuple[str, ...]:
    """The recipients ("Nơi nhận") beside the signature on `page`, else the first such list."""
    ordered = sorted(pages, key=lambda lines: bool(lines) and lines[0].page != page)
    for lines in ordered:
        for index, line in enumerate(lines):
            pieces = split(line, 1.8)
            if _RECIPIENTS.match(pieces[0].folded):
                return tuple(_recipients(lines[index:], pieces[0]))
    return ()


def _recipients(lines: Sequence[Line], head: Line) -> Iterator[str]:
    items: list[str] = []
    behind = re.sub(r"^\W*\w+\s+\w+\W*", "", head.text).strip()
    if behind:
        items.append(behind)
    last = head
    for line in lines[1:60]:
        pieces = [
            piece for piece in split(line, 1.8) if piece.x0 < head.x0 + 0.2 * piece.page_width
        ]
        if not pieces:
            continue
        piece = pieces[0]
        if piece.x0 < head.x0 - 40 or piece.y0 - last.y1 > 3 * head.height:
            break
        text = piece.text
        if re.match(r"^\s*[-–—+•*]", text):
            items.append(re.sub(r"^[\s–—+•*-]+", "", text))
        elif items and not re.match(r"^\W*(?:phu luc|mau so)\b", piece.folded):
            items[-1] = f"{items[-1]} {text}"
        elif not items:
            items.append(text)
        else:
            break
        last = piece
        if re.match(r"^luu\b", fold(items[-1])) and re.search(r"[.;]\s*$", items[-1]):
            break
    for item in items:
        cleaned = re.sub(r"[\s;.,]+$", "", item).strip()
        if sum(map(str.isalnum, cleaned)) > 1:
            yield cleaned
