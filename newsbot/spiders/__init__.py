"""Spiders: one per site file, and one for any site."""
