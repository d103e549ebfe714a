"""An exam for the page layer: invented articles, printed by families of sites as real ones print theirs.

A story (``fixtures/pages-layouts/stories``) meets a template (``templates``) in a look: the shapes of its date,
lead, byline, captions and paragraphs, and the state of its machine-readable data. Fixed seeds choose the looks,
so a page with a given id is the same on every run. Special cases (``encodings``, ``structure``) change single
pages; ``others`` are the pages that are no articles. ``python -m tests.pages.layouts`` prints the shares and
the failures; ``--dump ID`` writes a page; ``--seed X`` combines stories and looks in other ways, to see whether
a repair holds beyond the exam.

What counts as right, where opinions may differ:

- title: as printed, without the site's name, without "null "; where the page prints capitals and its data does
  not, both.
- published: as printed in the article, to the minute where a time is printed, at +07:00. A printed date beats a
  machine-readable one; "Đăng" beats "Cập nhật", but a date that is only labelled "Cập nhật" is the date. Where
  only a clock is printed, null or a date marked as masthead; so too for "2 giờ trước" when nobody knows the
  time of the fetch.
- agency: the printed prefix of the lead without brackets and dash. The lead stands without it.
- lead: the marked lead, else the first paragraph. A first paragraph that repeats the lead or the title is no
  paragraph.
- paragraphs: in order, subheads, points of lists and quotations included, repeated ones kept; never captions,
  the byline, boxes of other news, lists of attachments, notes of the editors to the readers, or the page's
  tools. One element may hold several, parted by line breaks.
- captions: as printed with their credit, each once, however often it is printed; a credit alone is a caption.
  An alternative text alone is none. In a photo story the text is in the captions and there is no paragraph.
- byline: as printed; a label before it ("Tác giả:", "Viết bởi") may be read with it or not. A name glued to the
  last sentence is the byline, and the sentence ends before it. The account of the system ("admin") may be read
  or left out where no other byline is printed. Without a printed byline the author of sound JSON-LD counts, an
  organisation does not.
- section: any step of the printed way but the home page and the article itself. Tags: in order, where they are
  printed.
- kind: an article, or not and why. Where several reasons are fair, each is right.
- a page cut off keeps what stands before the cut and says so; the rest of a broken sentence may be kept or
  dropped.
- no field may contain a text from around the article (``Expected.forbidden``).
"""
