"""People named in what a complaint or denunciation ended with are found; others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.people_named import people_named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Đơn của ông Nguyễn Văn An về việc cấp phép.", ["Nguyễn Văn An"]),
        ("Bà Trần Thị Bích khiếu nại quyết định.", ["Trần Thị Bích"]),
        ("người tố cáo Hoàng Minh gửi đơn ngày 05/3", ["Hoàng Minh"]),
        ("Người khiếu nại là ông Lê Đức Thọ.", ["Lê Đức Thọ"]),
        ("Nguyễn Thị Hoa đã nhận kết quả", ["Nguyễn Thị Hoa"]),
        ("<p>ông <b>Đặng Văn Cường</b></p>", ["Đặng Văn Cường"]),
        ("Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("ông Y Bham Enuol và ông Y Ngông", ["Y Bham Enuol", "Y Ngông"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert people_named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đơn của ông N.V.A. về việc cấp phép.",
        "Quyết định của Giám đốc Sở Khoa học và Công nghệ tỉnh Quảng Trị.",
        "Công dân khiếu nại việc thu phí kiểm định.",
        "Ủy ban nhân dân phường Nam Đông Hà đã trả lời.",
        "Trụ sở ở đường Trần Hưng Đạo, phường Đồng Hới.",
        "Người tố cáo gửi đơn lần đầu ngày 05/3/2026.",
        "Hà Nội, Thái Bình và Hồ Chí Minh",
        "Luật Khiếu nại 02/2011/QH13, Điều 28",
    ],
)
def test_what_names_nobody_is_left_alone(text: str) -> None:
    assert people_named(text) == []


@given(st.text())
def test_any_text_has_an_answer_without_repetition(text: str) -> None:
    found = people_named(text)
    assert len(found) == len(set(found))
