"""Makes attendance passages of known content: names x posts x styles x separators x cues, recombined at random.

Names, bodies and places are invented or general. What ``make_passage`` puts into the text is what must be read out of
it, name by name and post by post.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random


def _listed(text: str) -> tuple[str, ...]:
    """The items of a list that is written with bars and line ends between them."""
    return tuple(item.strip() for line in text.strip().splitlines() for item in line.split("|"))


SURNAMES = _listed("""
    Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Trịnh|Tạ|Quách|Nghiêm|Mạc|Uông|Đàm|Khúc
""")
MIDDLES = _listed("Văn|Thị|Đình|Hữu|Đức|Quang|Minh|Ngọc|Xuân|Thanh|Kim|Công|Hoàng|Quốc|Gia|Thế|Bích|Mạnh")
GIVEN = _listed("""
    Khôi|Thuận|Liên|Trạc|Ngần|Tuệ|Khuê|Phượng|Hiếu|Thoa|Nhã|Cẩn|Vượng|Duyên|Trinh|Đạt|Nhật|Thủy|Lộc|Ngân|Hào
""")
OTHER_NAMES = _listed("""
    Giàng A Lử|Vừ Mí Chá|Lò Thị Pánh|Quàng Văn Ểng|Y Khem Niê|H'Lan Êban|K'Thăng|Rah Lan Chíp|Thạch Sa Rây
    Pi Năng Tú|Điểu Xuân Krơ|Đàng Thị Nhớ|Thích Minh Nguyện|Thích Nữ Diệu Ân|Đồng Văn Quý
""")
PLACES = _listed("Tân Lạc|Vĩnh Sa|Long Hà|An Phước|Bình Lợi|Đức Lương|Yên Tràng|Thạnh Mỹ Tây")
PROVINCES = _listed("Lạng Sơn|Hưng Yên|Quảng Trị|Lâm Đồng|Bình Định|Hải Phòng|Cà Mau")
MEMBERSHIPS = _listed("""
    Ủy viên Ban Thường vụ|UVBTV|Quận ủy viên|Tỉnh ủy viên|Thành ủy viên
    Ủy viên Trung ương Đảng|Uỷ viên BTV Tỉnh ủy
""")
OFFICES = _listed("""
    Bí thư Quận ủy|Phó Bí thư Thường trực Huyện ủy|Chủ tịch HĐND tỉnh|Phó Chủ tịch UBND quận
    Trưởng Ban Tuyên giáo Quận ủy|Phó Trưởng Ban Dân vận Thành ủy|Chủ nhiệm UBKT Tỉnh ủy
    Chánh Văn phòng Huyện ủy|Giám đốc Sở Y tế|Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch
    Giám đốc Sở Lao động - Thương binh và Xã hội|Trưởng Ban Kinh tế - Ngân sách HĐND tỉnh
    Chủ tịch Ủy ban MTTQ Việt Nam huyện|Bí thư Đảng ủy phường|Phó Chủ tịch Hội LHPN tỉnh
    Bí thư Quận Đoàn|Chủ tịch LĐLĐ quận|Hiệu trưởng Trường THPT An Hòa|Trưởng phòng Giáo dục và Đào tạo
    Chỉ huy trưởng Ban CHQS huyện|Phó Tư lệnh Quân khu 5|Viện trưởng VKSND tỉnh
    Phó Trưởng đoàn chuyên trách Đoàn ĐBQH tỉnh|nguyên Phó Bí thư Tỉnh ủy|nguyên Chủ tịch UBND huyện
    PCT UBND xã|Trưởng Ban Tuyên giáo và Dân vận Thành ủy|Tổng Giám đốc Công ty cổ phần Hoa Sen
    Thứ trưởng Bộ Nội vụ|Phó Chủ nhiệm Ủy ban Văn hóa, Giáo dục của Quốc hội|Giám đốc Công an tỉnh
    Bí thư Chi bộ khu phố 3
""")
RANKS = ("", "", "", "", "", "Đại tá ", "Thượng tá ", "TS. ", "PGS.TS ", "ThS ", "Thiếu tướng ", "GS, TS ")
HONORIFICS = ("đồng chí ", "ông ", "bà ", "đ/c ", "Đ/c ")
GROUPS = (
    "đại diện các sở, ngành",
    "hơn 150 cán bộ, đảng viên",
    "lãnh đạo các phòng, ban",
    "các đồng chí Ủy viên Ban Chấp hành Đảng bộ huyện",
    "đông đảo hội viên",
    "Bí thư, Chủ tịch UBND các xã",
)
EVENTS = (
    "hội nghị",
    "Hội nghị",
    "buổi lễ",
    "đại hội",
    "chương trình",
    "lễ khai mạc",
    "buổi gặp mặt",
    "tọa đàm",
    "phiên họp",
)
CUES = (
    "Tham dự {event} có",
    "Dự {event} có",
    "Đến dự {event} có",
    "Về dự và chỉ đạo {event} có",
    "Tham dự {event} còn có",
    "Cùng dự có",
    "Tới dự có",
    "Chủ trì {event} có",
    "Tham gia {event} có",
    "Tham dự có",
    "Cùng đi với đoàn có",
    "Tiếp đoàn có",
    "Về phía tỉnh {province} có",
    "Dự {event} tại điểm cầu xã {place} có",
    "{Event} có sự tham dự của",
    "{Event} diễn ra với sự chứng kiến của",
    "{Event} vinh dự được đón tiếp",
)
ENDINGS = (
    "đã đến dự {event}",
    "chủ trì {event}",
    "đồng chủ trì {event}",
    "dự và phát biểu chỉ đạo {event}",
    "tham dự {event}",
    "đến dự, tặng hoa chúc mừng {event}",
    "trực tiếp kiểm tra hiện trường",
)
DECOYS = (
    "Theo bà Tiêu Thị Mận, Giám đốc Trung tâm, kế hoạch đã hoàn thành.",
    "Lễ trao học bổng diễn ra tại Trường THPT Phan Bội Châu, đường Nguyễn Đình Chiểu.",
    "Đại hội bầu Ban Chấp hành gồm 15 đồng chí, do đồng chí Lục Văn Tám làm Bí thư.",
    "“Tham dự có ông Bạch Văn Chín, Bí thư”, cụ kể lại.",
    "Dự án dự kiến hoàn thành vào quý III.",
    "Dịp này, đồng chí Sử Văn Mười nhận Huy hiệu 50 năm tuổi Đảng.",
)


@dataclass
class Made:
    """A passage and what was put into it."""

    text: str
    people: list[tuple[str, list[str]]]
    groups: list[str] = field(default_factory=list)
    complete: bool = True


def make_name(random: Random) -> str:
    """A personal name of two to four syllables, sometimes of a minority or of clergy, sometimes in capitals."""
    if random.random() < 0.12:
        return random.choice(OTHER_NAMES)
    middles = random.choice(
        ([], [random.choice(MIDDLES)], [random.choice(MIDDLES)], [random.choice(MIDDLES), random.choice(GIVEN)])
    )
    name = " ".join([random.choice(SURNAMES), *middles, random.choice(GIVEN)])
    return name.upper() if random.random() < 0.06 else name


def make_posts(random: Random, most: int = 3) -> list[str]:
    """One to ``most`` different posts of one person, a membership first."""
    posts = random.sample(OFFICES, random.randint(1, max(1, most - 1)))
    if most > 1 and random.random() < 0.5:
        posts.insert(0, random.choice(MEMBERSHIPS))
    return posts


def make_passage(seed: int) -> Made:
    """A passage with one attendance list, between sentences that name people who do not attend."""
    random = Random(seed)  # noqa: S311 - repeatable cases, no secrets
    made = random.choice((_name_first, _name_first, _position_first, _bullets, _subject, _delegation, _shared))(random)
    before = ["Sáng 4/3, Huyện ủy Long Hà tổ chức hội nghị.", *random.sample(DECOYS, random.randint(0, 2))]
    after = random.sample(DECOYS, random.randint(0, 2))
    lines = [" ".join(before), made.text, " ".join(after)]
    joint = "\n" if "\n" in made.text or random.random() < 0.5 else " "
    made.text = joint.join(line for line in lines if line)
    return made


def _people(random: Random, count: int, most: int = 3) -> list[tuple[str, list[str]]]:
    people: dict[str, list[str]] = {}
    while len(people) < count:
        people[make_name(random)] = make_posts(random, most)
    return list(people.items())


def _cue(random: Random, cues: tuple[str, ...] = CUES) -> str:
    event = random.choice(EVENTS)
    cue = random.choice(cues)
    return cue.format(
        event=event, Event=event[0].upper() + event[1:], province=random.choice(PROVINCES), place=random.choice(PLACES)
    )


def _name_first(random: Random) -> Made:
    people = _people(random, random.randint(1, 5))
    separator = random.choice((", ", " - ", " – ", "-"))
    chained = (
        separator in (" - ", " – ") and random.random() < 0.3 and not any(" - " in p for _, ps in people for p in ps)
    )
    honorific = random.choice(("", *HONORIFICS))
    entries = [_entry(random, person, separator, separator if chained else ", ", honorific) for person in people]
    if not honorific:
        start = ": " if random.random() < 0.9 else " "
        text = f"{_cue(random)} các đồng chí{start}" + _join(random, entries, "; ")
    elif honorific in ("ông ", "bà ", "đồng chí "):
        text = f"{_cue(random)} " + _join(random, entries, random.choice(("; ", ", ")))
    else:
        text = f"{_cue(random)} " + _join(random, entries, "; ")
    return _finish(random, text, people)


def _entry(random: Random, person: tuple[str, list[str]], first: str, other: str, honorific: str) -> str:
    name, posts = person
    if first == "-" and posts[0][0].islower():
        first = ", "
    rank = "" if name.startswith(("Thích", "K'")) else random.choice(RANKS)
    return f"{honorific}{rank}{name}{first}{other.join(posts)}"


def _join(random: Random, entries: list[str], separator: str) -> str:
    if len(entries) > 1 and random.random() < 0.2:
        return (
            separator.join(entries[:-1]) + " và " + entries[-1] if entries[-1][0].islower() else separator.join(entries)
        )
    return separator.join(entries)


def _finish(random: Random, text: str, people: list[tuple[str, list[str]]]) -> Made:
    groups = random.sample(GROUPS, random.randint(0, 2))
    if groups:
        text += random.choice(("; ", " cùng ", "; cùng ")) + "; ".join(groups)
    complete = random.random() < 0.85
    return Made(text + ("." if complete else random.choice(("...", "…"))), people, groups, complete)


def _position_first(random: Random) -> Made:
    people = [
        (name, [p for p in posts if not p.endswith("khu phố 3")] or ["Bí thư Chi bộ"])
        for name, posts in _people(random, random.randint(1, 4), 2)
    ]
    people = [(name, posts) for name, posts in people if name[:2] not in ("K'", "Y ")]
    entries = [f"{', '.join(posts)} {name}" for name, posts in people] or ["Bí thư Chi bộ Trần Thị Khuê"]
    people = people or [("Trần Thị Khuê", ["Bí thư Chi bộ"])]
    return _finish(random, f"{_cue(random)} " + "; ".join(entries), people)


def _bullets(random: Random) -> Made:
    people = _people(random, random.randint(2, 5))
    mark = random.choice(("- ", "+ ", "• ", "* ", "number"))
    entries = [
        _entry(random, person, random.choice((", ", " - ")), ", ", random.choice(("Đồng chí ", "Ông ", "Bà ", "")))
        for person in people
    ]
    lines = [
        f"{f'{n}. ' if mark == 'number' else mark}{entry}{random.choice((';', '.', ''))}"
        for n, entry in enumerate(entries, 1)
    ]
    return Made(f"{_cue(random)}:\n" + "\n".join(lines), people)


def _subject(random: Random) -> Made:
    people = _people(random, random.randint(1, 3))
    honorific = random.choice(HONORIFICS[:3])
    entries = [_entry(random, person, random.choice((", ", " - ")), ", ", honorific) for person in people]
    text = "; ".join(entries) if len(entries) != 2 else " và ".join(entries)
    text = text[0].upper() + text[1:]
    return Made(f"{text} {_cue(random, ENDINGS)}.", people)


def _delegation(random: Random) -> Made:
    ((name, posts), *_) = _people(random, 1, 2)
    person = (
        f"đồng chí {name}, {', '.join(posts)}"
        if random.random() < 0.5 or name[:2] in ("K'", "Y ")
        else f"{', '.join(posts)} {name}"
    )
    lead = random.choice(("làm trưởng đoàn", "làm Trưởng đoàn", "dẫn đầu"))
    return Made(f"Đoàn công tác do {person} {lead} đã đến làm việc với lãnh đạo xã.", [(name, posts)])


def _shared(random: Random) -> Made:
    post = random.choice(
        (
            "Phó Chủ tịch UBND tỉnh",
            "Phó Bí thư Thành ủy",
            "Ủy viên Ban Thường vụ Tỉnh ủy",
            "Phó Chủ tịch HĐND thành phố",
        )
    )
    names = list(dict.fromkeys(make_name(random) for _ in range(3)))
    names = [name for name in names if not name.isupper()]
    if not names:
        names = ["Trần Thị Khuê"]
    if random.random() < 0.5:
        return _finish(random, f"{_cue(random)} các {post}: {', '.join(names)}", [(name, [post]) for name in names])
    own = random.sample(OFFICES, len(names))
    listed = "; ".join(f"{name}, {office}" for name, office in zip(names, own, strict=True))
    people = [(name, [post, office]) for name, office in zip(names, own, strict=True)]
    return _finish(random, f"{_cue(random)} các đồng chí {post}: {listed}", people)
