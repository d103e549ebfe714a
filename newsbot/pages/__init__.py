"""One page becomes one Article. Knows no crawling."""
