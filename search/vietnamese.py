"""What searching must know of the Vietnamese language, as data: abbreviations, everyday words,
the words of questions, kinds of documents, and syllables typed in Telex that nobody converted.

Everything here is folded (`portal.text.fold`): lower case, no accents. Pure.
"""

from __future__ import annotations

import re
from functools import cache

from portal.text import fold

# Abbreviation -> what it stands for. Used both ways.
ABBREVIATIONS: dict[str, str] = {
    "atbx": "an toan buc xa",
    "atttm": "an toan thong tin mang",
    "bhtn": "bao hiem that nghiep",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "bvmt": "bao ve moi truong",
    "cccd": "can cuoc cong dan",
    "cchc": "cai cach hanh chinh",
    "cds": "chuyen doi so",
    "cmnd": "chung minh nhan dan",
    "cntt": "cong nghe thong tin",
    "dkkd": "dang ki kinh doanh",
    "dmst": "doi moi sang tao",
    "dvc": "dich vu cong",
    "gcn": "giay chung nhan",
    "gplx": "giay phep lai xe",
    "hdnd": "hoi dong nhan dan",
    "htx": "hop tac xa",
    "khcn": "khoa hoc va cong nghe",
    "khcndmst": "khoa hoc cong nghe va doi moi sang tao",
    "kntc": "khieu nai to cao",
    "ktxh": "kinh te xa hoi",
    "nckh": "nghien cuu khoa hoc",
    "nlnt": "nang luong nguyen tu",
    "nsnn": "ngan sach nha nuoc",
    "pccc": "phong chay chua chay",
    "pctn": "phong chong tham nhung",
    "qlnn": "quan li nha nuoc",
    "qppl": "quy pham phap luat",
    "qsdd": "quyen su dung dat",
    "shcn": "so huu cong nghiep",
    "shtt": "so huu tri tue",
    "tcdlcl": "tieu chuan do luong chat luong",
    "tdc": "tieu chuan do luong chat luong",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tnhh": "trach nhiem huu han",
    "tthc": "thu tuc hanh chinh",
    "tttt": "thong tin va truyen thong",
    "ubnd": "uy ban nhan dan",
    "xnc": "xuat nhap canh",
}

# Words of every day -> the words of the law. Used one way: who knows the law's word means it.
EVERYDAY: dict[str, str] = {
    "bang lai": "giay phep lai xe",
    "cuoi": "ket hon",
    "khai sinh cho con": "dang ki khai sinh",
    "lam giay phep": "cap giay phep",
    "may chup x quang": "thiet bi x quang",
    "may x quang": "thiet bi x quang",
    "so do": "giay chung nhan quyen su dung dat",
    "so hong": "giay chung nhan quyen su dung dat",
    "the can cuoc": "can cuoc cong dan",
    "vneid": "dinh danh dien tu",
    "xe may": "xe mo to",
}

# What a question is made of, and its subject is not. These words still count, but little.
QUESTION_PHRASES: tuple[str, ...] = (
    "bao gio",
    "bao gom nhung gi",
    "bao gom nhung giay to gi",
    "bao lau",
    "bao nhieu",
    "bao nhieu ngay",
    "bao nhieu tien",
    "can giay to gi",
    "can gi",
    "can lam gi",
    "can ho so gi",
    "can nhung gi",
    "can nhung giay to gi",
    "can phai lam gi",
    "cho biet",
    "cho hoi",
    "cho toi hoi",
    "co can",
    "co duoc khong",
    "co phai",
    "de nghi cho biet",
    "de nghi quy co quan cho biet",
    "duoc hieu nhu the nao",
    "duoc hieu la gi",
    "duoc khong",
    "duoc quy dinh nhu the nao",
    "duoc quy dinh ra sao",
    "duoc thuc hien nhu the nao",
    "gom nhung buoc nao",
    "gom nhung gi",
    "gom nhung tai lieu gi",
    "hay khong",
    "khi nao",
    "la ai",
    "la bao lau",
    "la bao nhieu",
    "la gi",
    "la nhu the nao",
    "lam nhu the nao",
    "lam sao",
    "lam the nao",
    "mat bao lau",
    "nao",
    "nhu the nao",
    "nhung gi",
    "nop o dau",
    "o dau",
    "phai lam gi",
    "phai lam sao",
    "phai lam the nao",
    "quy dinh nhu the nao",
    "quy dinh ra sao",
    "ra sao",
    "the nao",
    "theo quy dinh",
    "theo quy dinh moi",
    "theo quy dinh phap luat",
    "thi lam the nao",
    "thi sao",
    "toi can",
    "toi la",
    "toi muon",
    "toi muon biet",
    "toi muon hoi",
    "trong bao lau",
    "vay",
    "xin cho biet",
    "xin cho hoi",
    "xin hoi",
)

# Kinds of documents -> the symbol in their numbers (NĐ 30/2020 Annex III; laws: QH).
DOCUMENT_TYPES: dict[str, str] = {
    "bao cao": "bc",
    "chi thi": "ct",
    "chuong trinh": "ctr",
    "cong dien": "cd",
    "cong van": "",
    "huong dan": "hd",
    "ke hoach": "kh",
    "ket luan": "kl",
    "luat": "qh",
    "nghi dinh": "nd",
    "nghi quyet": "nq",
    "quy che": "qc",
    "quyet dinh": "qd",
    "thong bao": "tb",
    "thong tu": "tt",
    "thong tu lien tich": "ttlt",
    "to trinh": "ttr",
}
#: The same the other way, as words to index beside a number: 254/TB-UBND is a "thông báo".
TYPE_NAMES: dict[str, str] = {
    "BC": "báo cáo",
    "CT": "chỉ thị",
    "CTR": "chương trình",
    "CĐ": "công điện",
    "HD": "hướng dẫn",
    "KH": "kế hoạch",
    "KL": "kết luận",
    "NĐ": "nghị định",
    "NQ": "nghị quyết",
    "QĐ": "quyết định",
    "TB": "thông báo",
    "TT": "thông tư",
    "TTLT": "thông tư liên tịch",
    "TTR": "tờ trình",
}
TYPE_SYMBOLS = frozenset(symbol for symbol in DOCUMENT_TYPES.values() if symbol)

# -- Telex ---------------------------------------------------------------------------------------

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
# Vowels with the endings each may have.
_RIMES = (
    "(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư)(?:ch|ng|nh|c|m|n|p|t)?"
    "|a[iouy]|âu|ây|eo|êu|i[au]|iê(?:u|c|m|n|p|t|ng)|yê(?:u|m|n|t|ng)?|o[aeăi]"
    "|oa(?:[iyo]|ch|ng|nh|c|m|n|p|t)|oă(?:ng|c|m|n|t)|oe[ont]|oo(?:ng|c)|ôi|ơi"
    "|u[aâêyơi]|uâ(?:y|n|t|ng)|uê(?:ch|nh)|uô(?:i|c|m|n|t|ng)|uy(?:ch|nh|n|t|u|a|p)?|uyê(?:n|t)"
    "|ưa|ưi|ưu|ươ(?:i|u|c|m|n|p|t|ng)|y"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_TELEX_LETTERS = (("dd", "đ"), ("aa", "â"), ("aw", "ă"), ("ee", "ê"), ("oo", "ô"))
_DOUBLED = re.compile(r"(.)\1")
_TELEX_TONES = frozenset("sfrxj")


def is_syllable(word: str) -> bool:
    """True if `word` (lower case, letters with their marks but no tone) can be Vietnamese."""
    return _SYLLABLE.fullmatch(word) is not None


@cache
def _plain_syllable(word: str) -> bool:
    # Typed without accents any vowel may stand for another of its family.
    return any(is_syllable(word.translate(table)) for table in _FAMILIES)


_FAMILIES = tuple(
    str.maketrans(dict(zip("aeou", vowels, strict=True)))
    for vowels in ("aeou", "âêôư", "ăeơư", "aêơu", "âeou", "aêôu")
)


def untelex(word: str) -> str | None:
    """The folded syllable meant by Telex keys left unconverted (tucj → tuc) or doubled (tthu).

    None when `word` can be read as it stands, or makes no syllable.
    """
    if not 2 < len(word) < 10 or not word.isascii() or not word.isalpha() or _plain_syllable(word):
        return None
    candidates = [word]
    # A tone key comes last, or right after the vowel and before the ending (thuwongr, thuwowrng).
    candidates += [
        word[:place] + word[place + 1 :]
        for place in range(len(word) - 1, 1, -1)
        if word[place] in _TELEX_TONES
    ]
    for candidate in candidates:
        for keys, letter in _TELEX_LETTERS:
            candidate = candidate.replace(keys, letter)
        candidate = candidate.replace("uow", "ươ").replace("uwo", "ươ").replace("ươw", "ươ")
        candidate = candidate.replace("ow", "ơ").replace("uw", "ư")
        if candidate != word and is_syllable(candidate):
            return fold(candidate)
    single = _DOUBLED.sub(r"\1", word)
    return next((fold(w) for w in (single, single[:-1]) if w != word and _plain_syllable(w)), None)
