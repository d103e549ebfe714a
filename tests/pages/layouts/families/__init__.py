"""The families of sites that the exam imitates."""

from tests.pages.layouts.families import blogs, party, portals, press
from tests.pages.layouts.model import Family

FAMILIES: tuple[Family, ...] = (*party.FAMILIES, *press.FAMILIES, *blogs.FAMILIES, *portals.FAMILIES)
