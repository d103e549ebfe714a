"""Which links lead to articles and which to more listings."""
