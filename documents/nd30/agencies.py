"""Names of offices: which lines are one, and how a name in capitals is written in running text."""

from __future__ import annotations

import re

from portal.text import compose, fold, place_tones

# With its accents: QUẬN is an office, QUẢN LÝ is not.
_OFFICE = re.compile(
    r"(?:ubnd|ủy ban|ban|hđnd|hội đồng|hội|sở|bộ|chi cục|tổng cục|cục|trung tâm|viện|trường|đại học"
    r"|học viện|thanh tra|văn phòng|chính phủ|thủ tướng|quốc hội|chủ tịch nước|tỉnh ủy|huyện ủy"
    r"|thành ủy|quận ủy|đảng ủy|đảng bộ|đảng|công an|tòa án|phòng|bệnh viện|kiểm toán|kho bạc"
    r"|ngân hàng|tổng công ty|công ty|liên minh|liên đoàn|mặt trận|đoàn|bảo hiểm|quỹ|tập đoàn"
    r"|xã|phường|thị trấn|huyện|quận|vụ|đội|tổ|bch|quân khu|bộ tư lệnh|bộ chỉ huy|cảng|chi nhánh"
    r"|liên hiệp|ubmttq|tổng hội|trung ương|viện kiểm sát|vksnd|tand|nhà xuất bản|đài|báo|tạp chí"
    r"|hạt|trạm|khu|ủy ban mặt trận|liên hiệp hội|hợp tác xã)(?!\w)"
)
# Beginnings that are plain even when OCR lost an accent.
_OFFICE_FOLDED = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|chi cuc|tong cuc|trung tam|thanh tra"
    r"|van phong|chinh phu|quoc hoi|cong an|toa an|vien kiem sat|bo cong an|so khoa hoc"
    r"|truong dai hoc|hoc vien|benh vien|kho bac|ngan hang|cong ti|tong cong ti)\b"
)
# After these every syllable is part of a proper name.
_PROPER_AFTER = ("tỉnh", "huyện", "xã", "phường", "quận", "thị trấn", "thị xã", "thành phố", "tp.")
# Kinds of office of one syllable: the next one begins the name proper.
_ONE_SYLLABLE = frozenset({"so", "bo", "cuc", "vu", "vien", "ban", "phong", "hoi", "truong"})
# Words that stay small inside a name.
_SMALL = {"và", "của", "tại", "về", "cho", "với", "trong", "đến", "từ", "tỉnh", "huyện", "xã",
          "phường", "quận", "thị", "trấn", "thành", "phố", "trực", "thuộc", "khu", "vực", "cấp",
          "nhân", "dân", "tối", "cao", "trung", "ương", "nước"}  # fmt: skip
# Parts of names whose first syllable is a capital, and what follows it small.
_KNOWN = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Quốc hội",
    "Chính phủ", "Thủ tướng Chính phủ", "Chủ tịch nước", "Ủy ban thường vụ Quốc hội",
    "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Viện Kiểm sát nhân dân", "Kiểm toán nhà nước",
    "Văn phòng Chính phủ", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam", "Kho bạc Nhà nước",
    "Bảo hiểm xã hội Việt Nam", "Bảo hiểm xã hội", "Công an", "Bộ Công an", "Bộ Quốc phòng",
    "Bộ Y tế", "Sở Y tế", "Khoa học và Công nghệ", "Tài nguyên và Môi trường",
    "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường",
    "Lao động - Thương binh và Xã hội", "Giáo dục và Đào tạo", "Thông tin và Truyền thông",
    "Văn hóa, Thể thao và Du lịch", "Kế hoạch và Đầu tư", "Giao thông vận tải", "Xây dựng",
    "Nội vụ", "Tư pháp", "Tài chính", "Công Thương", "Ngoại giao", "Ngoại vụ",
    "Dân tộc và Tôn giáo",
    "Tiêu chuẩn Đo lường Chất lượng", "Sở hữu trí tuệ", "Trung tâm", "Chi cục", "Văn phòng",
    "Thanh tra", "Việt Nam", "Hồ Chí Minh", "Cảnh sát", "Đảng Cộng sản Việt Nam",
    "Phòng cháy, chữa cháy", "Ban Chấp hành", "Ban Thường vụ", "Đảng ủy", "Tỉnh ủy",
    "Phục vụ hành chính công", "Kiểm soát bệnh tật", "Đăng kiểm",
)  # fmt: skip
_BY_FOLD = {
    place_tones(compose(name)).lower(): name for name in sorted(_KNOWN, key=len, reverse=True)
}
_KNOWN_PATTERN = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in _BY_FOLD))
_VOWEL = re.compile(r"[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_INITIALS = {"ubnd", "hdnd", "pccc", "cnch", "khcn", "gtvt", "tttt", "tnmt", "gddt", "vptw", "tp"}


def is_office(text: str) -> bool:
    """Whether a line begins like the name of an office."""
    bare = compose(text).strip(" .,:*-–_|'‘’")
    return bool(_OFFICE.match(place_tones(bare).lower()) or _OFFICE_FOLDED.match(fold(bare)))


_BY_LETTERS = {"".join(filter(str.isalpha, fold(name))): name for name in _KNOWN}


def in_running_text(name: str) -> str:
    """A name printed in capitals as one writes it in a sentence: "SỞ KHOA HỌC VÀ CÔNG NGHỆ" →
    "Sở Khoa học và Công nghệ". Names printed otherwise stay as they are.

    Which syllables of an unknown name are capitals nobody can tell from capitals: the first of
    each part is, names of places all are.
    """
    if any(letter.islower() for word in name.split() for letter in word[1:]):
        return name
    whole = _BY_LETTERS.get("".join(filter(str.isalpha, fold(name))))
    if whole is not None:  # OCR runs words together: "CHÍNHPHỦ"
        return whole
    lowered = place_tones(compose(name)).lower()
    known = {found.start(): found for found in _KNOWN_PATTERN.finditer(lowered)}
    pieces: list[str] = []
    at, begins, proper = 0, True, False
    for word in re.finditer(r"\S+", lowered):
        if word.start() < at:
            continue
        found = known.get(word.start())
        if found is not None and not proper:
            pieces.append(_BY_FOLD[found[0]])
            at, begins = found.end(), True
            if at < len(lowered) and not lowered[at].isspace():
                rest = re.match(r"\S+", lowered[at:])
                pieces[-1] += rest[0] if rest else ""
                at += len(rest[0]) if rest else 0
            continue
        plain = fold(word[0]).strip(",.;-–()")
        before = lowered[: word.start()].split()
        proper = proper or (
            bool(before)
            and (before[-1], plain) != ("xã", "hoi")
            and (before[-1] in _PROPER_AFTER or " ".join(before[-2:]) in _PROPER_AFTER)
        )
        if plain in {"va", "cua", "-", "–"} or word[0] in "-–":
            pieces.append(word[0])
            begins, proper = True, False
            continue
        pieces.append(_cased(word[0], plain, begins=begins, proper=proper))
        begins = word[0].endswith(",") or (begins and plain in _ONE_SYLLABLE)
        if word[0].endswith(","):
            proper = False
    text = " ".join(pieces)
    return text[:1].upper() + text[1:]


def _cased(word: str, plain: str, *, begins: bool, proper: bool) -> str:
    if plain in _INITIALS or not _VOWEL.search(word):
        return word.upper()
    if proper:
        return word.capitalize()
    if word in _SMALL and not begins:
        return word
    if word in {"tỉnh", "huyện", "xã", "phường", "quận", "thành"}:
        return word
    return word.capitalize() if begins else word
