"""A dataset at a glance: figures for the terminal, and a page with plots."""
