"""Links that were found wait for their turn."""

from newsbot.spiders.waiting import Found, Waiting


def test_articles_wait_less_long_than_listings() -> None:
    waiting = Waiting()
    waiting.add([Found("a", "listing", 1), Found("b", "article"), Found("c", "list")], 3)
    waiting.add([Found("d", "article")], 4)
    assert waiting.take(2) == [(Found("b", "article"), 3), (Found("d", "article"), 4)]
    assert waiting.take(9) == [(Found("c", "list"), 3), (Found("a", "listing", 1), 3)]
    assert waiting.take(9) == []
