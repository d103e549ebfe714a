"""Heads of positions: the words with which a post starts ("Phó Bí thư", "Trưởng Ban", "UVBTV").

Derived from the forms of the domain guide (1.3, 1.4): the heads are few and productive ("<X> trưởng", "<X> ủy viên"),
so they are a grammar, not a list of posts.
"""

from __future__ import annotations

import re

from newsbot.text.unicode import fold

_MODIFIER = r"(?:nguyên là|nguyên|cựu|quyền|q\.|tân|phụ trách|được giao phụ trách|kiêm nhiệm|kiêm|đồng)\s+"
_DEPUTY = r"(?:phó\s+|cấp phó\s+)?"
_NOUNS = (
    # Party
    r"(?:tổng\s+)?bí\s+thư|b[íi] thư|"
    r"[uủ][ỷy] viên(?:\s+dự khuyết)?|(?:tỉnh|thành|quận|huyện|thị|đảng|chi|khối|công đoàn)\s+[uủ]ỷ\s+viên|"
    # state
    r"chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|chủ nhiệm|chánh\s+(?:văn phòng|thanh tra|án|toà)|chánh vp|"
    r"tổng\s+(?:giám đốc|thư ký|biên tập|thanh tra|kiểm toán|tham mưu trưởng|lãnh sự|cục trưởng|tư lệnh|chỉ huy)|"
    r"giám đốc|thống đốc|đại sứ|lãnh sự|tham tán|bí thư thứ nhất đại sứ quán|thư ký|thẩm phán|kiểm sát viên|"
    r"quốc vụ khanh|đặc phái viên|tuỳ viên|toàn quyền|quốc vương|tổng thống|hoàng thân|"
    # <X> trưởng
    r"(?:hiệu|viện|vụ|cục|chi cục|tổng cục|đội|tổ|đồn|trạm|đoàn|sư đoàn|trung đoàn|lữ đoàn|tiểu đoàn|đại đội|trung đội|"
    r"quân đoàn|tỉnh|đô|thị|xã|phường|ấp|thôn|kế toán|nhóm|khoa|hội|bộ môn|tham mưu|chỉ huy|thủ|ban|phòng|xã đội|chi hội|"
    r"phân hội|liên đội|tổng phụ trách|giám thị|trại|kho|quận|huyện|bản|buôn)\s+trưởng|"
    # trưởng <X>
    r"trưởng\s+(?:ban|phòng|đoàn|khoa|bộ môn|tiểu ban|công an|khu phố|khu|ấp|thôn|bản|buôn|làng|cơ quan|đại diện|nhóm|"
    r"tổ|ngành|btc|bộ phận|trạm|trại|văn phòng|vp|chi nhánh|họ|tộc|đài|tàu|kíp|ca|cụm|khối|điểm|quỹ|mạng lưới|câu lạc bộ|"
    r"clb|bql|ban quản lý|phái đoàn|nghi lễ|đội|quản lý)|"
    # defence and security
    r"tư lệnh(?:\s+trưởng)?|chính [uủ]ỷ|chính trị viên|chỉ huy|quân khu trưởng|"
    # members, speakers and other capacities
    r"đại biểu\s+(?:quốc hội|hđnd|hội đồng nhân dân)|đbqh|thành viên|báo cáo viên|chuyên viên|giảng viên|cố vấn|"
    r"chuyên gia|phi công|công chức|người phát ngôn|phát ngôn viên|kiến trúc sư trưởng|hội viên|nhà sáng lập|sáng lập|"
    r"trụ trì|chứng minh|trị sự|thượng thủ|pháp chủ|tổng đại diện|chưởng quản|quản nhiệm|thường trực\s+ban bí thư|"
    r"thường vụ\s+(?:phụ trách|đảng uỷ|quận uỷ|huyện uỷ|tỉnh uỷ|thành uỷ|thành đoàn|quận đoàn|tỉnh đoàn)|già làng|"
    r"người có uy tín|nhà nghiên cứu|nghiên cứu viên|điều phối viên|giám sát|kế toán|tổng phụ trách|lãnh tụ|"
    r"trợ lý|tổng công trình sư|kiểm toán trưởng|chủ đầu tư|bác sĩ điều trị|huấn luyện viên|đội phó|tổ phó|hội phó|"
    r"hiệu phó|viện phó|lớp trưởng|trung đoàn phó|đoàn phó"
)
_DEPUTY_OF = r"phó\s+(?:ban|phòng|đoàn|vp|cvp|văn phòng|trưởng|bí thư|khoa|viện trưởng|tổng|công an|tiểu ban|chánh|ct|bt|bí|gđ|cn)"
_ABBREVIATIONS = (
    r"uv\.?\s?(?:btvtu|btv|bch|tvtu|tv|tư|tw|t\.ư|t\.w|bct|ban|ubkt|bbt|tt|dk|hđnd)\w*|uvt\.?ư|uvtw|uvdk|"
    r"tuv|quv|huv|đuv|thuv|uvbtvtu|uvbtvđu|bttu|pbttt|pbt|bt|pct|ct|pgđ|gđ|pcvp|cvp|pcn|cn|ptb|tb|pht|ht|tgđ|ptgđ|pvt|"
    r"pbth|ktt|tbt|ptbt"
)
_BODY_AFTER = (
    r"(?=\s+(?:tt|hđnd|ubnd|uỷ ban|ubmttq|mttq|ub|hội|btc|btg|ban|phòng|hđqt|thường trực|trường|tổng|công ty|lđlđ|"
    r"huyện|tỉnh|quận|thành|đảng|chi bộ|công đoàn|hnd|ccb|lhpn|trung|viện|sở|phường|xã|ubkt|đoàn)\b|\s*[,;.)]|\s*$)"
)
_HEAD = re.compile(
    fold(
        rf"(?:{_MODIFIER})*(?:{_DEPUTY}(?:{_NOUNS})|{_DEPUTY_OF}|(?:{_ABBREVIATIONS})(?!\w){_BODY_AFTER}"
        r"|uvbtv|uvtv|uvtvtu|uvtvtu|tuv|quv|huv|đuv)(?!\w)"
    )
)
_CAPACITY = re.compile(
    fold(r"(?:(?:người )?đại diện|cán bộ|cử tri|học sinh|sinh viên|công chức|viên chức|phóng viên|bác sĩ|giáo viên|chủ (?:cơ sở|doanh nghiệp))(?!\w)")
)
FORMER = re.compile(fold(r"(?:nguyên là|nguyên|cựu)\s+"))
ACTING = re.compile(fold(r"(?:quyền|q\.|phụ trách|được giao phụ trách)\s+"))
DECEASED = re.compile(fold(r"cố\s+"))


def starts_head(folded: str, pos: int) -> bool:
    """Whether a position starts at ``pos`` of the folded text."""
    return _HEAD.match(folded, pos) is not None


def starts_capacity(folded: str, pos: int) -> bool:
    """Whether words stand at ``pos`` that say behind a name in which capacity a person comes ("đại diện Sở …")."""
    return _CAPACITY.match(folded, pos) is not None


def match_head(folded: str, pos: int) -> int | None:
    """The end of the position head (modifiers included) that starts at ``pos``, or ``None``."""
    match = _HEAD.match(folded, pos)
    return match.end() if match else None
