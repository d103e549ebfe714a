"""A SQLite export in the browser: Datasette with pages for articles, persons and bodies."""
