"""The index of a dataset: what its latest records are."""

from __future__ import annotations

from newsbot.dataset.index import Index, Known


def test_the_latest_revision_counts() -> None:
    index = Index()
    index.note("x:1", "a", 1)
    index.note("x:1", "c", 3)
    index.note("x:1", "b", 2)
    assert index.get("x:1") == Known(hash("c"), 3)
    assert index.get("x:2") is None
    assert (len(index), "x:1" in index, "x:2" in index) == (1, True, False)


def test_the_first_page_with_a_text_is_found() -> None:
    index = Index()
    index.note("x:1", "a", 1)
    index.note("x:2", "a", 1)
    index.note("x:3", None, 1)
    assert index.id_of_text("a") == "x:1"
    index.note("x:1", "b", 2)
    assert (index.id_of_text("a"), index.id_of_text("b")) == ("x:2", "x:1")
    assert (index.id_of_text("c"), index.id_of_text(None)) == (None, None)


def test_what_was_remembered_can_be_taken_back() -> None:
    index = Index()
    index.note("x:1", "a", 1)
    before = {id_: index.get(id_) for id_ in ("x:1", "x:2")}
    index.set("x:1", Known(hash("b"), 2))
    index.set("x:2", Known(hash("c"), 1))
    for id_, known in before.items():
        index.set(id_, known)
    assert (index.get("x:1"), index.get("x:2"), len(index)) == (Known(hash("a"), 1), None, 1)
    assert (index.id_of_text("a"), index.id_of_text("c")) == ("x:1", None)
