# ruff: noqa: E501  (documents, not code)
"""Official documents of our own making, in many layouts, with what is to be read out of them.

They are what the reading of metadata was not written from: the labelled set is small, and other
offices' files look otherwise. All offices, people and contents are invented or ordinary. `write`
makes them as .docx in the layout of NĐ 30/2020 Annex I and in layouts that stray from it as real
ones do; LibreOffice makes PDFs of them, and a picture of each page makes them scans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Sample:
    """One document: how it is printed, and `truth` as in the labels of the shared set."""

    name: str
    left: tuple[tuple[str, bool], ...]  # lines of the agency column, each with whether it is bold
    number_line: str
    date_line: str
    type_line: str
    title: tuple[str, ...]
    body: tuple[str, ...]
    sign: tuple[str, ...]
    truth: dict[str, Any]
    recipients: tuple[str, ...] = ("Như trên;", "Lưu: VT.")
    authority: str = ""
    addressed: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    annex: tuple[str, ...] = ()
    widths: tuple[float, float] = (6.5, 10.0)
    state: tuple[str, ...] = (STATE, MOTTO)
    size: float = 13
    title_bold: bool = True
    rule: bool = True
    head_as_tabs: bool = False
    font: str = "Times New Roman"
    extra: dict[str, Any] = field(default_factory=dict)


_TEXT = (
    "Thực hiện chương trình công tác năm, căn cứ chức năng, nhiệm vụ được giao và tình hình thực tế "
    "của đơn vị, cơ quan đề nghị các phòng, đơn vị trực thuộc nghiêm túc triển khai các nội dung "
    "sau đây, bảo đảm đúng tiến độ, chất lượng và báo cáo kết quả theo quy định.",
    "1. Rà soát, cập nhật đầy đủ thông tin theo Quyết định số 345/QĐ-UBND ngày 12 tháng 3 năm 2021 "
    "của Ủy ban nhân dân tỉnh và Kế hoạch số 77/KH-UBND ngày 05/4/2021.",
    "2. Giao Văn phòng chủ trì, phối hợp với các đơn vị liên quan theo dõi, đôn đốc, tổng hợp kết quả "
    "thực hiện, báo cáo Ban Giám đốc trước ngày 15 tháng 11 hằng năm./.",
)
_BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Nghị định số 11/2021/NĐ-CP ngày 25 tháng 01 năm 2021 của Chính phủ quy định chức năng, "
    "nhiệm vụ, quyền hạn và cơ cấu tổ chức;",
    "Theo đề nghị của Chánh Văn phòng,",
)


def samples() -> Iterator[Sample]:
    """The documents, in a fixed order."""
    so = (("UBND TỈNH QUẢNG TRỊ", False), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", True))
    yield Sample(
        "ke-hoach-so",
        so,
        "Số: 21 /KH-SKHCN",
        "Quảng Trị, ngày 07 tháng 02 năm 2023",
        "KẾ HOẠCH",
        ("Tuyên truyền, phổ biến, giáo dục pháp luật năm 2023",),
        _TEXT,
        ("GIÁM ĐỐC", "", "", "", "Lê Thị Thanh Hương"),
        {
            "number": "21/KH-SKHCN",
            "date": "2023-02-07",
            "agency": "Sở Khoa học và Công nghệ",
            "agency_parent": "UBND tỉnh Quảng Trị",
            "type": "Kế hoạch",
            "title": "Tuyên truyền, phổ biến, giáo dục pháp luật năm 2023",
            "signer": "Lê Thị Thanh Hương",
            "signer_title": "GIÁM ĐỐC",
        },
    )
    yield Sample(
        "quyet-dinh-ubnd",
        (("ỦY BAN NHÂN DÂN", True), ("TỈNH QUẢNG TRỊ", True)),
        "Số: 1682/QĐ-UBND",
        "Quảng Trị, ngày 05 tháng 7 năm 2019",
        "QUYẾT ĐỊNH",
        (
            "Về việc sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo",
            "Quyết định số 22/2016/QĐ-UBND ngày 10 tháng 6 năm 2016",
            "của Ủy ban nhân dân tỉnh",
        ),
        (*_BASES, *_TEXT[1:]),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "", "", "Hoàng Nam Phong"),
        {
            "number": "1682/QĐ-UBND",
            "date": "2019-07-05",
            "agency": "Ủy ban nhân dân tỉnh Quảng Trị",
            "type": "Quyết định",
            "title": "Về việc sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số "
            "22/2016/QĐ-UBND ngày 10 tháng 6 năm 2016 của Ủy ban nhân dân tỉnh",
            "signer": "Hoàng Nam Phong",
            "signer_title": "PHÓ CHỦ TỊCH",
            "signer_capacity": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
        },
        authority="ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
        annex=("PHỤ LỤC", "DANH MỤC BIỂU MẪU"),
    )
    yield Sample(
        "cong-van",
        so,
        "Số: 412/SKHCN-VP",
        "Quảng Trị, ngày 19 tháng 4 năm 2024",
        "",
        (),
        _TEXT,
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", "", "Trần Văn Hiếu"),
        {
            "number": "412/SKHCN-VP",
            "date": "2024-04-19",
            "agency": "Sở Khoa học và Công nghệ",
            "agency_parent": "UBND tỉnh Quảng Trị",
            "type": "Công văn",
            "title": "V/v báo cáo kết quả thực hiện Kế hoạch số 14/KH-SKHCN về duy trì và củng cố Chỉ số "
            "PAPI quý I năm 2024",
            "signer": "Trần Văn Hiếu",
            "signer_title": "PHÓ GIÁM ĐỐC",
            "signer_capacity": "KT. GIÁM ĐỐC",
        },
        subject=(
            "V/v báo cáo kết quả thực hiện",
            "Kế hoạch số 14/KH-SKHCN về",
            "duy trì và củng cố Chỉ số PAPI",
            "quý I năm 2024",
        ),
        addressed=("Sở Nội vụ tỉnh Quảng Trị;", "Các phòng, đơn vị thuộc Sở."),
    )
    yield Sample(
        "chi-cuc",
        (
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", False),
            ("CHI CỤC TIÊU CHUẨN", True),
            ("ĐO LƯỜNG CHẤT LƯỢNG", True),
        ),
        "Số: 05/TB-TĐC",
        "Đông Hà, ngày 03 tháng 01 năm 2025",
        "THÔNG BÁO",
        (
            "Kết quả kiểm tra nhà nước về đo lường đối với phương tiện đo nhóm 2",
            "trong kinh doanh xăng dầu trên địa bàn tỉnh",
        ),
        _TEXT,
        ("CHI CỤC TRƯỞNG", "", "", "", "Nguyễn Đình Khôi"),
        {
            "number": "05/TB-TĐC",
            "date": "2025-01-03",
            "agency": "Chi cục Tiêu chuẩn Đo lường Chất lượng",
            "agency_parent": "Sở Khoa học và Công nghệ",
            "type": "Thông báo",
            "title": "Kết quả kiểm tra nhà nước về đo lường đối với phương tiện đo nhóm 2 trong kinh "
            "doanh xăng dầu trên địa bàn tỉnh",
            "signer": "Nguyễn Đình Khôi",
            "signer_title": "CHI CỤC TRƯỞNG",
        },
        widths=(7.5, 9.5),
    )
    yield Sample(
        "ket-luan-thanh-tra",
        (("SỞ KHOA HỌC VÀ CÔNG NGHỆ", False), ("THANH TRA SỞ", True)),
        "Số: 09/KL-TTra",
        "Quảng Trị, ngày 28 tháng 6 năm 2022",
        "KẾT LUẬN THANH TRA",
        (
            "Việc chấp hành pháp luật về tiêu chuẩn, đo lường, chất lượng sản phẩm",
            "hàng hóa tại Công ty TNHH Một thành viên Bình Minh",
        ),
        _TEXT,
        ("CHÁNH THANH TRA", "", "", "", "Phan Quốc Bảo"),
        {
            "number": "09/KL-TTra",
            "date": "2022-06-28",
            "agency": "Thanh tra Sở",
            "agency_parent": "Sở Khoa học và Công nghệ",
            "type": "Kết luận thanh tra",
            "title": "Việc chấp hành pháp luật về tiêu chuẩn, đo lường, chất lượng sản phẩm hàng hóa tại "
            "Công ty TNHH Một thành viên Bình Minh",
            "signer": "Phan Quốc Bảo",
            "signer_title": "CHÁNH THANH TRA",
        },
    )
    yield Sample(
        "nghi-quyet-hdnd",
        (("HỘI ĐỒNG NHÂN DÂN", True), ("TỈNH QUẢNG TRỊ", True)),
        "Số: 48/2023/NQ-HĐND",
        "Quảng Trị, ngày 14 tháng 7 năm 2023",
        "NGHỊ QUYẾT",
        (
            "Quy định mức thu, chế độ thu, nộp, quản lý và sử dụng một số khoản phí,",
            "lệ phí thuộc thẩm quyền của Hội đồng nhân dân tỉnh",
        ),
        (*_BASES[:2], *_TEXT[1:]),
        ("CHỦ TỊCH", "", "", "", "Nguyễn Đăng Quang"),
        {
            "number": "48/2023/NQ-HĐND",
            "date": "2023-07-14",
            "agency": "Hội đồng nhân dân tỉnh Quảng Trị",
            "type": "Nghị quyết",
            "title": "Quy định mức thu, chế độ thu, nộp, quản lý và sử dụng một số khoản phí, lệ phí thuộc "
            "thẩm quyền của Hội đồng nhân dân tỉnh",
            "signer": "Nguyễn Đăng Quang",
            "signer_title": "CHỦ TỊCH",
        },
        authority="HỘI ĐỒNG NHÂN DÂN TỈNH QUẢNG TRỊ KHÓA VIII, KỲ HỌP THỨ 17",
    )
    yield Sample(
        "to-trinh-blank",
        so,
        "Số:        /TTr-SKHCN",
        "Quảng Trị, ngày      tháng 9 năm 2024",
        "TỜ TRÌNH",
        ("Về việc đề nghị phê duyệt nhiệm vụ khoa học và công nghệ cấp tỉnh năm 2025",),
        _TEXT,
        ("GIÁM ĐỐC", "", "", "", "Lê Thị Thanh Hương"),
        {
            "number": None,
            "date": None,
            "agency": "Sở Khoa học và Công nghệ",
            "agency_parent": "UBND tỉnh Quảng Trị",
            "type": "Tờ trình",
            "title": "Về việc đề nghị phê duyệt nhiệm vụ khoa học và công nghệ cấp tỉnh năm 2025",
            "signer": "Lê Thị Thanh Hương",
            "signer_title": "GIÁM ĐỐC",
        },
        addressed=("Ủy ban nhân dân tỉnh Quảng Trị.",),
    )
    yield Sample(
        "bao-cao-caps",
        (("UBND HUYỆN HẢI LĂNG", False), ("PHÒNG KINH TẾ VÀ HẠ TẦNG", True)),
        "Số: 118/BC-KTHT",
        "Hải Lăng, ngày 2 tháng 12 năm 2021",
        "BÁO CÁO",
        (
            "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ - XÃ HỘI",
            "NĂM 2021 VÀ KẾ HOẠCH NĂM 2022",
        ),
        _TEXT,
        ("TRƯỞNG PHÒNG", "", "", "", "Võ Văn Hưng"),
        {
            "number": "118/BC-KTHT",
            "date": "2021-12-02",
            "agency": "Phòng Kinh tế và Hạ tầng",
            "agency_parent": "UBND huyện Hải Lăng",
            "type": "Báo cáo",
            "title": "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2021 VÀ KẾ HOẠCH NĂM "
            "2022",
            "signer": "Võ Văn Hưng",
            "signer_title": "TRƯỞNG PHÒNG",
        },
        title_bold=False,
        rule=False,
    )
    yield Sample(
        "thong-tu",
        (("BỘ KHOA HỌC VÀ CÔNG NGHỆ", True),),
        "Số: 17/2020/TT-BKHCN",
        "Hà Nội, ngày 31 tháng 12 năm 2020",
        "THÔNG TƯ",
        (
            "Sửa đổi, bổ sung một số điều của Thông tư số 06/2009/TT-BKHCN",
            "ngày 03 tháng 4 năm 2009 của Bộ trưởng Bộ Khoa học và Công nghệ và",
            "Thông tư số 01/2018/TT-BKHCN ngày 12 tháng 4 năm 2018",
        ),
        (*_BASES, *_TEXT[1:]),
        ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "", "", "", "Lê Xuân Định"),
        {
            "number": "17/2020/TT-BKHCN",
            "date": "2020-12-31",
            "agency": "Bộ Khoa học và Công nghệ",
            "type": "Thông tư",
            "title": "Sửa đổi, bổ sung một số điều của Thông tư số 06/2009/TT-BKHCN ngày 03 tháng 4 năm "
            "2009 của Bộ trưởng Bộ Khoa học và Công nghệ và Thông tư số 01/2018/TT-BKHCN ngày 12 tháng "
            "4 năm 2018",
            "signer": "Lê Xuân Định",
            "signer_title": "THỨ TRƯỞNG",
            "signer_capacity": "KT. BỘ TRƯỞNG",
        },
        widths=(6.0, 10.5),
    )
    yield Sample(
        "giay-moi",
        (("UBND TỈNH QUẢNG TRỊ", False), ("VĂN PHÒNG", True)),
        "Số: 33/GM-VP",
        "Quảng Trị, ngày 15 tháng 8 năm 2023",
        "GIẤY MỜI",
        ("Dự họp đánh giá tiến độ xây dựng cơ sở dữ liệu dùng chung",),
        _TEXT,
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "", "", "", "Hồ Đại Nam"),
        {
            "number": "33/GM-VP",
            "date": "2023-08-15",
            "agency": "Văn phòng",
            "agency_parent": "UBND tỉnh Quảng Trị",
            "type": "Giấy mời",
            "title": "Dự họp đánh giá tiến độ xây dựng cơ sở dữ liệu dùng chung",
            "signer": "Hồ Đại Nam",
            "signer_title": "CHÁNH VĂN PHÒNG",
            "signer_capacity": "TL. CHỦ TỊCH",
        },
        addressed=("Lãnh đạo các sở, ban, ngành cấp tỉnh.",),
    )
    yield Sample(
        "trung-tam",
        (
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", False),
            ("TRUNG TÂM NGHIÊN CỨU,", True),
            ("ỨNG DỤNG VÀ THÔNG TIN KH&CN", True),
        ),
        "Số: 64/BC-TTNCUD",
        "Quảng Trị, ngày 20 tháng 11 năm 2024",
        "BÁO CÁO",
        ("Kết quả hoạt động năm 2024 và phương hướng, nhiệm vụ năm 2025",),
        _TEXT,
        ("Q. GIÁM ĐỐC", "", "", "", "ThS. Đào Ngọc Ánh"),
        {
            "number": "64/BC-TTNCUD",
            "date": "2024-11-20",
            "agency": "Trung tâm Nghiên cứu, Ứng dụng và Thông tin KH&CN",
            "agency_parent": "Sở Khoa học và Công nghệ",
            "type": "Báo cáo",
            "title": "Kết quả hoạt động năm 2024 và phương hướng, nhiệm vụ năm 2025",
            "signer": "Đào Ngọc Ánh",
            "signer_title": "Q. GIÁM ĐỐC",
            "signer_capacity": "Q. GIÁM ĐỐC",
            "signer_rank": "ThS.",
        },
        widths=(7.5, 9.5),
    )
    yield Sample(
        "dang",
        (("TỈNH ỦY QUẢNG TRỊ", True), ("*", False)),
        "Số 12-NQ/TU",
        "Quảng Trị, ngày 10 tháng 3 năm 2022",
        "NGHỊ QUYẾT",
        (
            "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA XVII",
            "về chuyển đổi số tỉnh Quảng Trị đến năm 2025, định hướng đến năm 2030",
        ),
        _TEXT,
        ("T/M TỈNH ỦY", "BÍ THƯ", "", "", "", "Lê Quang Tùng"),
        {
            "number": "12-NQ/TU",
            "date": "2022-03-10",
            "agency": "Tỉnh ủy Quảng Trị",
            "type": "Nghị quyết",
            "title": "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA XVII về chuyển đổi số tỉnh "
            "Quảng Trị đến năm 2025, định hướng đến năm 2030",
            "signer": "Lê Quang Tùng",
            "signer_title": "BÍ THƯ",
            "signer_capacity": "T/M TỈNH ỦY",
        },
        state=("ĐẢNG CỘNG SẢN VIỆT NAM", ""),
        widths=(7.0, 9.5),
    )
    yield Sample(
        "huong-dan-narrow",
        (("LIÊN HIỆP CÁC HỘI KHOA HỌC", True), ("VÀ KỸ THUẬT TỈNH QUẢNG TRỊ", True)),
        "Số: 102 /HD-LHH",
        "Quảng Trị, ngày 9 tháng 5 năm 2020",
        "HƯỚNG DẪN",
        ("Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh Quảng Trị lần thứ XI",),
        _TEXT,
        ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "", "", "", "Nguyễn Hữu Thắng"),
        {
            "number": "102/HD-LHH",
            "date": "2020-05-09",
            "agency": "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Quảng Trị",
            "type": "Hướng dẫn",
            "title": "Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh Quảng Trị lần thứ XI",
            "signer": "Nguyễn Hữu Thắng",
            "signer_title": "CHỦ TỊCH",
            "signer_capacity": "TM. BAN THƯỜNG VỤ",
        },
        widths=(8.0, 9.0),
        size=12,
    )
    yield Sample(
        "cong-dien",
        (("CHỦ TỊCH ỦY BAN NHÂN DÂN", True), ("TỈNH QUẢNG TRỊ", True)),
        "Số: 07/CĐ-CT",
        "Quảng Trị, ngày 26 tháng 10 năm 2020",
        "CÔNG ĐIỆN",
        ("Về việc triển khai các biện pháp cấp bách ứng phó với bão số 9",),
        _TEXT,
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "", "", "", "Hà Sỹ Đồng"),
        {
            "number": "07/CĐ-CT",
            "date": "2020-10-26",
            "agency": "Chủ tịch Ủy ban nhân dân tỉnh Quảng Trị",
            "type": "Công điện",
            "title": "Về việc triển khai các biện pháp cấp bách ứng phó với bão số 9",
            "signer": "Hà Sỹ Đồng",
            "signer_title": "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
            "signer_capacity": "KT. CHỦ TỊCH",
        },
        addressed=("Giám đốc các sở, thủ trưởng các ban, ngành cấp tỉnh.",),
    )
    yield Sample(
        "quyet-dinh-gd",
        so,
        "Số: 256/QĐ-SKHCN",
        "Quảng Trị, ngày 11 tháng 9 năm 2025",
        "QUYẾT ĐỊNH",
        ("Về việc công bố công khai quyết toán ngân sách năm 2024", "của Sở Khoa học và Công nghệ"),
        (*_BASES, *_TEXT[1:]),
        ("GIÁM ĐỐC", "", "", "", "Trần Ngọc Lân"),
        {
            "number": "256/QĐ-SKHCN",
            "date": "2025-09-11",
            "agency": "Sở Khoa học và Công nghệ",
            "agency_parent": "UBND tỉnh Quảng Trị",
            "type": "Quyết định",
            "title": "Về việc công bố công khai quyết toán ngân sách năm 2024 của Sở Khoa học và Công "
            "nghệ",
            "signer": "Trần Ngọc Lân",
            "signer_title": "GIÁM ĐỐC",
        },
        authority="GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG TRỊ",
        rule=False,
        annex=("Mẫu số 01", "ĐƠN ĐỀ NGHỊ"),
    )
    yield Sample(
        "quy-che-tabs",
        (("SỞ TÀI CHÍNH", True),),
        "Số: 900/QĐ-STC",
        "Huế, ngày 30 tháng 4 năm 2018",
        "QUYẾT ĐỊNH",
        ("Ban hành Quy chế chi tiêu nội bộ",),
        (*_BASES[:2], *_TEXT),
        ("GIÁM ĐỐC", "", "(Đã ký)", "", "Huỳnh Ngọc Sơn"),
        {
            "number": "900/QĐ-STC",
            "date": "2018-04-30",
            "agency": "Sở Tài chính",
            "type": "Quyết định",
            "title": "Ban hành Quy chế chi tiêu nội bộ",
            "signer": "Huỳnh Ngọc Sơn",
            "signer_title": "GIÁM ĐỐC",
        },
        authority="GIÁM ĐỐC SỞ TÀI CHÍNH",
        size=14,
        widths=(5.5, 11.0),
    )
    yield Sample(
        "thong-bao-long-parent",
        (("BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", False), ("CỤC BẢO VỆ THỰC VẬT", True)),
        "Số: 2147/BVTV-QLT",
        "Hà Nội, ngày 18 tháng 8 năm 2022",
        "",
        (),
        _TEXT,
        ("KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG", "", "", "", "Nguyễn Thị Thu Hương"),
        {
            "number": "2147/BVTV-QLT",
            "date": "2022-08-18",
            "agency": "Cục Bảo vệ thực vật",
            "agency_parent": "Bộ Nông nghiệp và Phát triển nông thôn",
            "type": "Công văn",
            "title": "V/v tăng cường quản lý thuốc bảo vệ thực vật",
            "signer": "Nguyễn Thị Thu Hương",
            "signer_title": "PHÓ CỤC TRƯỞNG",
            "signer_capacity": "KT. CỤC TRƯỞNG",
        },
        subject=("V/v tăng cường quản lý thuốc", "bảo vệ thực vật"),
        addressed=("Sở Nông nghiệp và Phát triển nông thôn các tỉnh, thành phố.",),
        widths=(8.2, 8.8),
        size=12,
    )
    yield Sample(
        "chuong-trinh", so, "Số: 3/CTr-SKHCN", "Quảng Trị, ngày 15 tháng 01 năm 2021",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG",
        ("Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII,",
         "nhiệm kỳ 2020 - 2025"), _TEXT, ("GIÁM ĐỐC", "", "", "", "Trần Ngọc Lân"),
        {"number": "3/CTr-SKHCN", "date": "2021-01-15", "agency": "Sở Khoa học và Công nghệ",
         "agency_parent": "UBND tỉnh Quảng Trị", "type": "Chương trình",
         "title": "Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020 - "
         "2025",
         "signer": "Trần Ngọc Lân", "signer_title": "GIÁM ĐỐC"},
    )  # fmt: skip


def write(sample: Sample, path: Path) -> None:
    """`sample` as a .docx at `path`."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = sample.font, Pt(sample.size + 0.5)
    normal.paragraph_format.space_after = Pt(0)
    head = document.add_table(rows=2, cols=2)
    head.autofit = False
    for column, width in zip(head.columns, sample.widths, strict=True):
        column.width = Cm(width)
    for row in head.rows:
        for cell, width in zip(row.cells, sample.widths, strict=True):
            cell.width = Cm(width)
    left, right = head.rows[0].cells
    for text, bold in sample.left:
        _line(left, text, sample.size - 0.5, bold=bold)
    if sample.rule:
        _line(left, "________", 6)
    for index, text in enumerate(sample.state):
        _line(right, text, sample.size - 0.5 + index, bold=True)
    if sample.rule:
        _line(right, "______________________", 6)
    left, right = head.rows[1].cells
    _line(left, sample.number_line, sample.size)
    for text in sample.subject:
        _line(left, text, sample.size - 1)
    _line(right, sample.date_line, sample.size, italic=True)
    _empty(document)
    if sample.type_line:
        _centred(document, sample.type_line, sample.size + 1, bold=True)
        for text in sample.title:
            _centred(document, text, sample.size + 1, bold=sample.title_bold)
        if sample.rule:
            _centred(document, "_____________", 8)
    _empty(document)
    if sample.addressed:
        if len(sample.addressed) == 1:
            _centred(document, f"Kính gửi: {sample.addressed[0]}", sample.size + 1)
        else:
            _centred(document, "Kính gửi:", sample.size + 1)
            for text in sample.addressed:
                paragraph = document.add_paragraph(f"- {text}")
                paragraph.paragraph_format.left_indent = Cm(6)
        _empty(document)
    if sample.authority:
        _centred(document, sample.authority, sample.size + 1, bold=True)
        _empty(document)
    for text in sample.body:
        paragraph = document.add_paragraph(text)
        paragraph.alignment = _JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_after = Pt(6)
    foot = document.add_table(rows=1, cols=2)
    left, right = foot.rows[0].cells
    paragraph = left.paragraphs[0]
    run = paragraph.add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for text in sample.recipients:
        run = left.add_paragraph().add_run(f"- {text}")
        run.font.size = Pt(11)
    for text in sample.sign:
        _line(right, text, sample.size + 0.5, bold=True, italic=text.startswith("("))
    if sample.annex:
        document.add_page_break()
        _form(document, sample)
    document.save(str(path))


def _form(document: Any, sample: Sample) -> None:
    """An annex with the form that readers take for another document's head."""
    for text in sample.annex:
        _centred(document, text, sample.size, bold=True)
    _centred(
        document,
        f"(Kèm theo {sample.number_line.removeprefix('Số: ')} ngày 01 tháng 01 năm 2018)",
        12,
    )
    form = document.add_table(rows=1, cols=2)
    left, right = form.rows[0].cells
    _line(left, "TÊN CƠ QUAN, TỔ CHỨC", 12)
    _line(left, "Số: ……/……", 12)
    _line(right, STATE, 12, bold=True)
    _line(right, MOTTO, 12, bold=True)
    _line(right, "……, ngày … tháng … năm 20…", 12, italic=True)
    document.add_paragraph("Kính gửi: ……………………")
    document.add_paragraph("Tên tổ chức, cá nhân: …………………… Địa chỉ: …………………")
    _centred(document, "NGƯỜI ĐỀ NGHỊ", 12, bold=True)


def _line(cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(text or "\u00a0")
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _centred(document: Any, text: str, size: float, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _empty(document: Any) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(2)
