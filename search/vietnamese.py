"""What searching must know of the Vietnamese language, as data: abbreviations, everyday words,
the words of questions, kinds of documents, and syllables typed in Telex that nobody converted.

Everything here is folded (`portal.text.fold`): lower case, no accents. Pure.
"""

from __future__ import annotations

import re
from functools import cache

from portal.text import fold

# Abbreviation -> what it stands for. Used both ways. The commonest that procedures and laws
# themselves explain in brackets, and those of this field.
ABBREVIATIONS: dict[str, str] = {
    "antt": "an ninh trat tu",
    "atbx": "an toan buc xa",
    "attp": "an toan thuc pham",
    "attt": "an toan thong tin",
    "atttm": "an toan thong tin mang",
    "bhtn": "bao hiem that nghiep",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "bvmt": "bao ve moi truong",
    "bvtv": "bao ve thuc vat",
    "cbcc": "can bo cong chuc",
    "cccd": "can cuoc cong dan",
    "cchc": "cai cach hanh chinh",
    "cchn": "chung chi hanh nghe",
    "ccvc": "cong chuc vien chuc",
    "cds": "chuyen doi so",
    "clb": "cau lac bo",
    "cmnd": "chung minh nhan dan",
    "cntt": "cong nghe thong tin",
    "csdl": "co so du lieu",
    "ctnh": "chat thai nguy hai",
    "dkkd": "dang ki kinh doanh",
    "dmst": "doi moi sang tao",
    "dnnvv": "doanh nghiep nho va vua",
    "dtm": "danh gia tac dong moi truong",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "gcn": "giay chung nhan",
    "gcnqsdd": "giay chung nhan quyen su dung dat",
    "gddt": "giao duc va dao tao",
    "gpkd": "giay phep kinh doanh",
    "gplx": "giay phep lai xe",
    "gpxd": "giay phep xay dung",
    "gtgt": "gia tri gia tang",
    "gtvt": "giao thong van tai",
    "hddt": "hoa don dien tu",
    "hdnd": "hoi dong nhan dan",
    "hkd": "ho kinh doanh",
    "htx": "hop tac xa",
    "kbnn": "kho bac nha nuoc",
    "khcn": "khoa hoc va cong nghe",
    "khcndmst": "khoa hoc cong nghe va doi moi sang tao",
    "kntc": "khieu nai to cao",
    "ktxh": "kinh te xa hoi",
    "lltp": "li lich tu phap",
    "ncc": "nguoi co cong",
    "nckh": "nghien cuu khoa hoc",
    "ncs": "nghien cuu sinh",
    "nlnt": "nang luong nguyen tu",
    "nnptnt": "nong nghiep va phat trien nong thon",
    "nnt": "nguoi nop thue",
    "nsnn": "ngan sach nha nuoc",
    "pccc": "phong chay chua chay",
    "pctn": "phong chong tham nhung",
    "ptd": "phuong tien do",
    "pvhcc": "phuc vu hanh chinh cong",
    "qckt": "qui chuan ki thuat",
    "qcvn": "qui chuan ki thuat quoc gia",
    "qlda": "quan li du an",
    "qlnn": "quan li nha nuoc",
    "qppl": "quy pham phap luat",
    "qsdd": "quyen su dung dat",
    "qsh": "quyen so huu",
    "shcn": "so huu cong nghiep",
    "shtt": "so huu tri tue",
    "tccs": "tieu chuan co so",
    "tcdlcl": "tieu chuan do luong chat luong",
    "tctd": "to chuc tin dung",
    "tcvn": "tieu chuan viet nam",
    "tdc": "tieu chuan do luong chat luong",
    "thads": "thi hanh an dan su",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tncn": "thu nhap ca nhan",
    "tndn": "thu nhap doanh nghiep",
    "tnhh": "trach nhiem huu han",
    "tnmt": "tai nguyen va moi truong",
    "tthc": "thu tuc hanh chinh",
    "tthcc": "trung tam hanh chinh cong",
    "tttt": "thong tin va truyen thong",
    "ubnd": "uy ban nhan dan",
    "vbqppl": "van ban qui pham phap luat",
    "vphc": "vi pham hanh chinh",
    "xlvphc": "xu li vi pham hanh chinh",
    "xnc": "xuat nhap canh",
}

# What a question is made of, and its subject is not. These words still count, but little.
_QUESTIONS: tuple[str, ...] = (
    "ai co the",
    "anh chi",
    "bao gio",
    "bao gom nhung gi",
    "bao gom nhung giay to gi",
    "bao lau",
    "bao nhieu",
    "bao nhieu ngay",
    "bao nhieu tien",
    "cac truong hop nao",
    "can chuan bi gi",
    "can gi",
    "can giay to gi",
    "can ho so gi",
    "can lam gi",
    "can nhung gi",
    "can nhung giay to gi",
    "can phai lam gi",
    "cho biet",
    "cho em hoi",
    "cho hoi",
    "cho minh hoi",
    "cho toi hoi",
    "chung toi",
    "co bat buoc",
    "co bi",
    "co can",
    "co dung khong",
    "co duoc khong",
    "co phai",
    "co phai khong",
    "co the",
    "cua toi",
    "dau",
    "de lam gi",
    "de nghi cho biet",
    "de nghi quy co quan cho biet",
    "dung khong",
    "duoc chap nhan",
    "duoc hieu la",
    "duoc hieu la gi",
    "duoc hieu nhu the nao",
    "duoc khong",
    "duoc quy dinh nhu the nao",
    "duoc quy dinh ra sao",
    "duoc thuc hien nhu the nao",
    "em muon",
    "em muon hoi",
    "gi",
    "gom nganh gi",
    "gom nhung",
    "gom nhung buoc nao",
    "gom nhung gi",
    "gom nhung nganh gi",
    "gom nhung tai lieu gi",
    "hay khong",
    "hien nay",
    "ho so gom nhung gi",
    "khi nao",
    "khong a",
    "la ai",
    "la bao lau",
    "la bao nhieu",
    "la gi",
    "la nhu the nao",
    "la sao",
    "lam gi",
    "lam nhu the nao",
    "lam sao",
    "lam the nao",
    "mat bao lau",
    "minh muon",
    "moi nhat",
    "muon hoi",
    "nao",
    "neu toi",
    "nhu nao",
    "nhu the nao",
    "nhung gi",
    "nhung nganh nao",
    "noi nao",
    "nop o dau",
    "o dau",
    "phai lam gi",
    "phai lam sao",
    "phai lam the nao",
    "phap luat quy dinh",
    "qui dinh moi nhat",
    "quy dinh nhu the nao",
    "quy dinh ra sao",
    "ra sao",
    "tai sao",
    "the nao",
    "the nao la",
    "theo quy dinh",
    "theo quy dinh moi",
    "theo quy dinh moi nhat",
    "theo quy dinh phap luat",
    "theo trinh tu nao",
    "thi lam the nao",
    "thi sao",
    "thu tuc nhu the nao",
    "thuc hien nhu the nao",
    "thuc hien the nao",
    "toi can",
    "toi co duoc",
    "toi co the",
    "toi dinh",
    "toi la",
    "toi muon",
    "toi muon biet",
    "toi muon hoi",
    "toi phai",
    "toi thuc hien",
    "toi xin",
    "toi xin hoi",
    "trong bao lau",
    "trong truong hop nao",
    "truong hop nao",
    "vay",
    "vay toi",
    "vi sao",
    "viec",
    "xin cam on",
    "xin cho biet",
    "xin cho hoi",
    "xin duoc hoi",
    "xin hoi",
)

QUESTION_PHRASES: frozenset[str] = frozenset(map(fold, _QUESTIONS))

#: Questions that ask what a word means -> the title under which laws answer them.
DEFINITION = "giai thich tu ngu"
ASKING_FOR_IT = frozenset(
    {
        "duoc hieu la gi",
        "duoc hieu nhu the nao",
        "duoc hieu la",
        "duoc dinh nghia",
        "dinh nghia",
        "khai niem",
        "la gi",
        "la nhu the nao",
        "nghia la",
        "the nao la",
    }
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
    "qui che": "qc",
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
