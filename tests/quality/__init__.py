"""Measured quality on development data: figures for ``make quality``, floors for the test suite."""
