"""Vietnamese text to facts: dates, datelines, people, positions, bylines. Knows no HTML and no Scrapy."""
