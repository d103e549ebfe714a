"""A crawl that is killed at random moments and started again until it is done, against one that is left alone."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

from attrs import define

from newsbot.schema import validator
from tests.e2e.web import NEWSBOT, QUICK, Answer, Web, article, environment, listing, run, serving

NOW = "2025-01-05T01:00:00Z"
PER_PAGE = 15
SECTIONS = 4


def generated_site(articles: int) -> dict[str, Answer]:
    """An invented site: sections of listings that lead to each article once or twice, and dead ends among them."""
    paths = [f"/tin/hoi-nghi-tong-ket-cong-tac-dang-nam-{100_000 + number}.html" for number in range(articles)]
    routes = {
        path: article(f"Hội nghị số {number + 10_000}", f"Báo cáo {number}.") for number, path in enumerate(paths)
    }
    for section in range(SECTIONS):
        shown = [path for number, path in enumerate(paths) if number % SECTIONS == section or number % 7 == section]
        pages = [shown[start : start + PER_PAGE] for start in range(0, len(shown), PER_PAGE)]
        for number, links in enumerate(pages, start=1):
            more = f'<a href="/muc-{section}?trang={number + 1}">Trang sau</a>' if number < len(pages) else ""
            target = f"/muc-{section}" + (f"?trang={number}" if number > 1 else "")
            routes[target] = listing(*links, f"/tin/da-go-khoi-trang-tin-nay-roi-{900_000 + number}.html", more=more)
    routes["/"] = listing(*(f"/muc-{section}|Mục {section}" for section in range(SECTIONS)))
    routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /kin/\n", headers={"Content-Type": "text/plain"})
    return routes


@define
class Result:
    """What a crawl left behind.

    :ivar starts: how often it was started; :ivar requests: how many requests it took in all.
    """

    lines: list[bytes]
    starts: int
    requests: int

    def contents(self) -> dict[str, Any]:
        """The records by id, without the place in the archive, which depends on the runs."""
        records = [json.loads(line) for line in self.lines]
        for record in records:
            validator()(record)
        return {record["id"]: {**record, "archive": None} for record in records}


def crawl(web: Web, folder: Path, *, kills: int, seed: int, slowest: float) -> Result:
    """Crawl ``web`` into ``folder``, killed ``kills`` times, each within ``slowest`` seconds of its first request."""
    moments = random.Random(seed)  # noqa: S311 (not for secrets)
    command = [*NEWSBOT, "crawl", "site", "-a", f"url={web.url}/", *QUICK, "--nolog"]
    before, starts = len(web.requests), 0
    for _ in range(kills):
        starts += 1
        seen = len(web.requests)
        with subprocess.Popen(  # noqa: S603
            command, cwd=folder, env=environment({"NEWSBOT_NOW": NOW}), stderr=subprocess.DEVNULL
        ) as crawler:
            _wait_for_request(web, seen, crawler)
            try:
                crawler.wait(moments.uniform(0.02, slowest))
            except subprocess.TimeoutExpired:
                crawler.kill()
    done = subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env=environment({"NEWSBOT_NOW": NOW}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # No record of the archive is torn, the manifest is true, every record's page lies where the record says.
    checked = run("verify", "data", cwd=folder)
    assert checked.returncode == 0, checked.stderr
    lines = (folder / "data" / "127.0.0.1" / "articles.jsonl").read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\n") for line in lines)
    return Result(lines, starts + 1, len(web.requests) - before)


def _wait_for_request(web: Web, seen: int, crawler: subprocess.Popen[bytes]) -> None:
    while len(web.requests) == seen and crawler.poll() is None:
        try:
            crawler.wait(0.01)
        except subprocess.TimeoutExpired:
            continue


def compare(folder: Path, *, articles: int, kills: int, seed: int, slowest: float = 0.35) -> tuple[Result, Result]:
    """The undisturbed crawl and the killed one, over the same site."""
    results = []
    with serving(generated_site(articles)) as web:
        for name, number in (("calm", 0), ("killed", kills)):
            (folder / name).mkdir()
            results.append(crawl(web, folder / name, kills=number, seed=seed, slowest=slowest))
    return results[0], results[1]
