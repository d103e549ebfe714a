"""Serving a SQLite export on this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from newsbot.dataset.exports.extras import extra
from newsbot.dataset.exports.sqlite_reading import connect
from newsbot.dataset.exports.tables import TABLES
from newsbot.errors import StoreError, reason

HOST = "127.0.0.1"
DATABASE = "newsbot"
"""What the database is called in addresses, whatever its file is called."""
_FACETS = {
    "articles": ["site", "year"],
    "attendances": ["kind", "person"],
    "roles": ["role"],
    "positions": ["body", "former"],
    "warnings": ["warning"],
}
_LABELS = {"articles": "title", "people": "name", "bodies": "name", "places": "name", "attendances": "name"}


def application(path: Path) -> Any:
    """Datasette over the export ``path``, read-only, with newsbot's pages.

    :raises StoreError: when ``path`` is no export, or Datasette is missing.
    """
    connect(path).close()
    datasette = extra("datasette.app", "browse")
    plugins = extra("datasette.plugins", "browse").pm
    plugin = extra("newsbot.dataset.browsing.plugin", "browse")
    if not plugins.is_registered(plugin):
        plugins.register(plugin)
    app = datasette.Datasette(
        metadata=metadata(),
        template_dir=str(Path(__file__).parent / "templates"),
        settings={
            "allow_csv_stream": False,
            "allow_download": False,
            "default_page_size": 50,
            "sql_time_limit_ms": 2000,
            "suggest_facets": False,
        },
    )
    # Where there is rich, Datasette prints a traceback for each wrong address and each slip in SQL, or fails at it.
    extra("datasette.handle_exception", "browse").rich = None
    app.remove_database("_memory")
    app.add_database(extra("datasette.database", "browse").Database(app, str(path), is_mutable=False), name=DATABASE)
    return app


def metadata() -> dict[str, Any]:
    """What Datasette says about the tables, and by what it offers to narrow them."""
    tables: dict[str, Any] = {}
    for table in TABLES:
        about: dict[str, Any] = {
            "description": table.about,
            "columns": {column.name: column.about for column in table.columns},
        }
        if table.name in _FACETS:
            about["facets"] = _FACETS[table.name]
        if table.name in _LABELS:
            about["label_column"] = _LABELS[table.name]
        tables[table.name] = about
    tables["articles"].update(sort_desc="published_date", fts_table="articles_fts", fts_pk="article")
    return {
        "title": "newsbot",
        "description": "News of Vietnamese Party committees · Tin tức của các cấp ủy Đảng",
        "databases": {DATABASE: {"tables": tables}},
    }


def listen(port: int) -> socket.socket:
    """A socket on this machine's own address; port 0 is any free one.

    :raises StoreError: when the port is taken.
    """
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((HOST, port))
        server.listen(128)
    except OSError as error:
        server.close()
        raise StoreError(f"cannot listen on port {port}: {reason(error)}; --port takes another") from error
    return server


def serve(app: Any, server: socket.socket) -> None:
    """Answer requests until the process is told to end."""
    uvicorn = extra("uvicorn", "browse")
    config = uvicorn.Config(app.app(), log_level="warning", lifespan="on", server_header=False)
    uvicorn.Server(config).run(sockets=[server])
