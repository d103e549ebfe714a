"""``kill -9`` at random moments: the dataset is that of an undisturbed run, record for record."""

from pathlib import Path

from tests.crash.killing import compare

ARTICLES = 300
KILLS = 10


def test_ten_kills_change_nothing(tmp_path: Path) -> None:
    calm, killed = compare(tmp_path, articles=ARTICLES, kills=KILLS, seed=5)
    assert len(calm.lines) == len(calm.contents()) == ARTICLES
    assert len(killed.lines) == ARTICLES
    assert killed.contents() == calm.contents()
    assert killed.starts == KILLS + 1
    # Each start asks for robots.txt and the first pages again; what was found is not looked for anew.
    assert killed.requests < calm.requests * 2
