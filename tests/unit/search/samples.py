"""Entries to search among; written for these tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.searchable import AttachmentText, SearchEntry


def entry(identifier: str, title: str, **values: Any) -> SearchEntry:
    """An entry of kind "procedure" unless said otherwise."""
    return SearchEntry(
        id=identifier, url=f"/{identifier}/", **{"kind": "procedure", "title": title, **values}
    )


X_RAY = entry(
    "x-ray",
    "Cấp giấy phép sử dụng thiết bị X-quang chẩn đoán trong y tế",
    number="2.002380",
    field="An toàn bức xạ",
    unit="Phòng Quản lý chuyên ngành",
    body="Tổ chức, cá nhân nộp phí thẩm định khi nộp hồ sơ. Kết quả là giấy phép bức xạ.",
)
RENEWAL = entry(
    "renewal",
    "Gia hạn giấy phép sử dụng thiết bị X-quang chẩn đoán trong y tế",
    number="2.002381",
    field="An toàn bức xạ",
    body="Nộp trước khi giấy phép hết hạn 45 ngày.",
)
INDUSTRIAL = entry(
    "industrial",
    "Hỗ trợ đăng ký bảo hộ kiểu dáng công nghiệp",
    number="1.011812",
    field="Sở hữu trí tuệ",
    body="Hỗ trợ doanh nghiệp khoa học và công nghệ. Không cần giấy phép.",
)
DECISION = entry(
    "decision",
    "Về việc công bố danh mục thủ tục hành chính",
    kind="document",
    number="1234/QĐ-UBND",
    year=2025,
    date=date(2025, 3, 5),
)
OTHER_DECISION = entry(
    "other-decision",
    "Về việc giao dự toán ngân sách",
    kind="document",
    number="1234/QĐ-UBND",
    year=2024,
    date=date(2024, 11, 20),
)
CITING = entry(
    "citing",
    "Kế hoạch thực hiện Quyết định 1234/QĐ-UBND về thủ tục hành chính",
    kind="document",
    number="14/KH-SKHCN",
    year=2026,
    date=date(2026, 1, 20),
)
CONCLUSION = entry(
    "conclusion",
    "Kết luận thanh tra việc sử dụng thiết bị đo lường",
    kind="inspection_conclusion",
    number="05/KL-SKHCN",
    year=2026,
    attachments=(
        AttachmentText("ket-luan.pdf", 1, "Phần mở đầu."),
        AttachmentText("ket-luan.pdf", 7, "Đơn vị chưa kiểm định đồng hồ nước lạnh."),
    ),
)
EVERYTHING = (X_RAY, RENEWAL, INDUSTRIAL, DECISION, OTHER_DECISION, CITING, CONCLUSION)
