"""What each key of a record means: the docstrings of ``newsbot.records``, and words for the keys without one."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from types import ModuleType

from newsbot import records

_WORDS = {
    "Article.schema_version": "Version of this schema.",
    "Article.id": "<site>:<native id>, where the URL holds one, else <site>:<16 hex of SHA-256 of the canonical URL>.",
    "Article.url": "Canonical URL: without tracking parameters, mirrors of one site folded to one host.",
    "Article.site": "Name of the site.",
    "Article.section": "Section, as printed.",
    "Article.title": "Headline, without the site's suffix.",
    "Article.published_date": "Day of publication.",
    "Article.published_at": "Time of publication with offset; null when none is printed or stated. Vietnam is UTC+7.",
    "Article.published_text": "Date of publication, as printed.",
    "Article.published_source": "Where the date was read; masthead is the page's own clock, only an upper bound.",
    "Article.modified_at": "Time of the last change, if the page states it.",
    "Article.agency": 'Agency that the lead begins with: "Thanhuytphcm.vn" of "(Thanhuytphcm.vn) - Sáng 3/1, …".',
    "Article.lead": "The marked lead (sapo), else the first paragraph; whole, without the agency.",
    "Article.body": "Paragraphs in reading order, without lead, captions, byline, related links and widgets.",
    "Article.event": "When the reported event took place; null without a dateline.",
    "Article.attendees": "Named people in a clause of attendance, in printed order.",
    "Article.attendees_complete": 'False when the printed list is left open ("…", "v.v.").',
    "Article.attendee_groups": 'Attendees that are not named one by one: "đại diện lãnh đạo các sở, ngành".',
    "Article.other_participants": "People whom the text shows only speaking, giving or receiving at the event.",
    "Article.byline": "Who wrote the article; null when no byline was found.",
    "Article.images": "Pictures and captions; a caption that is printed twice stands once.",
    "Article.tags": "Tags, as printed.",
    "Article.language": "Language, as a BCP 47 code.",
    "Article.fetched_at": "When the page was fetched.",
    "Article.archive": "Where the page lies in a WARC file; null when it is not archived.",
    "Article.content_hash": "SHA-256 of title, lead, body and byline after folding.",
    "Article.revision": "1, 2 … when a page changed.",
    "Article.provenance": 'Key -> "source: selector or rule" that the value was read by.',
    "Article.warnings": "What is unsure: sorted codes.",
    "Attendee.name": "Name, as printed.",
    "Attendee.honorific": "Form of address (đồng chí, ông, bà).",
    "Attendee.positions": "Posts, in printed order.",
    "Attendee.roles": "What the person did at the event, at least one.",
    "Event.date": "First day of the event; the year is inferred from the day of publication.",
    "Event.end_date": "Last day, where it took several.",
    "Event.text": 'Dateline, as printed: "Sáng 3/1".',
    "Event.part_of_day": "Part of the day that the dateline names.",
    "Byline.text": "Byline, as printed.",
    "Byline.authors": "Names of the writers.",
    "Byline.photographers": "Names of the photographers.",
    "Byline.source": 'Where the article was taken from ("Theo Nhân Dân").',
    "Byline.unit": "Body that the writer belongs to.",
    "Image.url": "Address of the picture.",
    "Image.caption": "Caption.",
    "Image.credit": "Who took it.",
    "ArchivePointer.path": "WARC file.",
    "ArchivePointer.offset": "Where the record begins in it.",
    "ArchivePointer.digest": "Digest of the record.",
}


@cache
def _docstrings(module: ModuleType) -> dict[str, str]:
    """The docstring below each member of the classes of ``module``, by "Class.member"."""
    found: dict[str, str] = {}
    for definition in ast.parse(inspect.getsource(module)).body:
        if isinstance(definition, ast.ClassDef):
            for member, below in pairwise(definition.body):
                match member, below:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        found[f"{definition.name}.{name}"] = " ".join(text.split())
    return found


def meaning(cls: type, member: str) -> str:
    """What ``member`` of the record class or list of codes ``cls`` means.

    :raises KeyError: when nobody has said it.
    """
    name = f"{cls.__name__}.{member}"
    return _docstrings(records).get(name) or _WORDS[name]
