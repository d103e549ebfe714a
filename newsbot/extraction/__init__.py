"""From kept pages to records: in parts, by any number of processes, and merged in one order."""
