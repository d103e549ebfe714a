"""Hypothesis strategies for records."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import strategies as st

from newsbot.records import (
    ArchivePointer,
    Article,
    Attendee,
    Byline,
    Event,
    Image,
    PartOfDay,
    Position,
    PublishedSource,
    Role,
    Warn,
)

odd = st.sampled_from(
    [
        "",
        "U\u0309y ban Ki\u00ea\u0309m tra",  # marks apart, and one of two
        "\U0001f469\u200d\U0001f33e \U0001f1fb\U0001f1f3",  # emoji of several letters
        "\x00\x1f\x7f\u2028\u202e\ufeff\r\n",
        "Đảng ủy " * 20_000,
    ]
)
text = st.text(max_size=20) | odd
some_text = st.text(min_size=1, max_size=20)
maybe_text = st.none() | text
days = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat)
moments = st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}+07:00")  # noqa: DTZ001
words = st.text("abcdefghij0123456789-./", min_size=1, max_size=12)

positions = st.builds(
    Position,
    text=some_text,
    title=maybe_text,
    body=maybe_text,
    place=maybe_text,
    former=st.booleans(),
    acting=st.booleans(),
    expanded=maybe_text,
)
attendees = st.builds(
    Attendee,
    name=some_text,
    honorific=maybe_text,
    rank=maybe_text,
    positions=st.lists(positions, max_size=2),
    roles=st.lists(st.sampled_from(Role), min_size=1, max_size=2),
    side=maybe_text,
    text=st.none() | some_text,
)
events = st.builds(
    Event,
    date=st.none() | days,
    end_date=st.none() | days,
    text=st.none() | some_text,
    part_of_day=st.none() | st.sampled_from(PartOfDay),
)
bylines = st.builds(
    Byline,
    text=some_text,
    authors=st.lists(text, max_size=2),
    photographers=st.lists(text, max_size=2),
    source=maybe_text,
    unit=maybe_text,
)

articles = st.builds(
    Article,
    id=st.builds("{}:{}".format, words, words),
    url=words.map("https://news.example/{}".format),
    site=words,
    section=maybe_text,
    title=maybe_text,
    published_date=st.none() | days,
    published_at=st.none() | moments,
    published_text=maybe_text,
    published_source=st.none() | st.sampled_from(PublishedSource),
    modified_at=st.none() | moments,
    agency=maybe_text,
    lead=maybe_text,
    body=st.lists(text, max_size=3),
    event=st.none() | events,
    attendees=st.lists(attendees, max_size=2),
    attendees_complete=st.booleans(),
    attendee_groups=st.lists(text, max_size=2),
    other_participants=st.lists(attendees, max_size=1),
    byline=st.none() | bylines,
    images=st.lists(st.builds(Image, url=maybe_text, caption=maybe_text, credit=maybe_text), max_size=2),
    tags=st.lists(text, max_size=2),
    language=maybe_text,
    fetched_at=st.none() | moments,
    archive=st.none() | st.builds(ArchivePointer, path=text, offset=st.integers(0, 2**40), digest=text),
    content_hash=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    revision=st.integers(1, 1000),
    provenance=st.dictionaries(text, text, max_size=2),
    warnings=st.lists(st.sampled_from(Warn), max_size=3),
)
