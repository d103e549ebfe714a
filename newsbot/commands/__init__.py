"""Scrapy commands, also reachable through the newsbot console script."""
