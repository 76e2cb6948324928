"""Words of every day beside those of the law: who types the first means the second as well.

Used one way: who knows the law's word means it. Keys stand with their accents (cưới is not cuối);
what they mean is folded. General knowledge of how people speak of public services, not of any
list of queries. Pure.
"""

from __future__ import annotations

from portal.text import fold, lower

_TABLE: dict[str, str] = {
    # papers
    "bằng lái": "giấy phép lái xe",
    "bằng lái xe": "giấy phép lái xe",
    "căn cước gắn chip": "thẻ căn cước",
    "chứng minh thư": "chứng minh nhân dân",
    "giấy hôn thú": "giấy chứng nhận kết hôn",
    "giấy tạm trú": "đăng ký tạm trú",
    "hộ khẩu": "đăng ký thường trú",
    "lý lịch tư pháp": "phiếu lý lịch tư pháp",
    "passport": "hộ chiếu",
    "sổ đỏ": "giấy chứng nhận quyền sử dụng đất",
    "sổ hồng": "giấy chứng nhận quyền sử dụng đất",
    "thẻ căn cước": "căn cước công dân",
    "visa": "thị thực",
    "vneid": "tài khoản định danh điện tử",
    # events of life
    "cưới": "kết hôn",
    "đám cưới": "đăng ký kết hôn",
    "làm khai sinh": "đăng ký khai sinh",
    "khai sinh cho con": "đăng ký khai sinh",
    "sinh con": "đăng ký khai sinh",
    "ly dị": "ly hôn",
    "bị mất": "cấp lại",
    "làm mất": "cấp lại",
    "bị hỏng": "cấp lại",
    "làm lại": "cấp lại",
    "người chết": "đăng ký khai tử",
    "qua đời": "đăng ký khai tử",
    "đổi tên": "thay đổi cải chính hộ tịch",
    "xin con nuôi": "nhận con nuôi",
    "chuyển nhà": "đăng ký thường trú",
    "chuyển hộ khẩu": "đăng ký thường trú",
    "ở trọ": "đăng ký tạm trú",
    "nhà trọ": "đăng ký tạm trú",
    # doing
    "làm giấy phép": "cấp giấy phép",
    "xin giấy phép": "cấp giấy phép",
    "làm hộ chiếu": "cấp hộ chiếu",
    "làm căn cước": "cấp thẻ căn cước",
    "mở công ty": "đăng ký thành lập công ty",
    "mở cửa hàng": "đăng ký hộ kinh doanh",
    "buôn bán": "kinh doanh",
    "sang tên": "đăng ký biến động chuyển quyền",
    "mua bán nhà": "chuyển nhượng nhà ở",
    "mua bán đất": "chuyển nhượng quyền sử dụng đất",
    "bán đất": "chuyển nhượng quyền sử dụng đất",
    "tách sổ": "tách thửa",
    "xây nhà": "giấy phép xây dựng nhà ở riêng lẻ",
    "công chứng giấy tờ": "chứng thực bản sao",
    "photo công chứng": "chứng thực bản sao",
    "đòi bồi thường": "yêu cầu bồi thường",
    "thưa kiện": "khiếu nại tố cáo",
    # things
    "email": "thư điện tử",
    "mail": "thư điện tử",
    "mạng": "thông tin mạng",
    "website": "trang thông tin điện tử",
    "trang web": "trang thông tin điện tử",
    "qua mạng": "trực tuyến",
    "online": "trực tuyến",
    "sếp": "người đứng đầu",
    "tiền phạt": "mức phạt tiền",
    "bằng sáng chế": "bằng độc quyền sáng chế",
    "thương hiệu": "nhãn hiệu",
    "logo": "nhãn hiệu",
    "bản quyền": "quyền tác giả",
    "máy chụp x quang": "thiết bị x quang",
    "máy x quang": "thiết bị x quang",
    "phóng xạ": "bức xạ",
    "cân điện tử": "phương tiện đo",
    "mã vạch": "mã số mã vạch",
    "khởi nghiệp": "khởi nghiệp sáng tạo",
    "xe máy": "xe mô tô",
    "xe hơi": "xe ô tô",
}

#: Folded everyday words -> the same with accents, and the folded words of the law.
EVERYDAY: dict[str, tuple[str, str]] = {
    fold(said): (lower(said), fold(meant)) for said, meant in _TABLE.items()
}
