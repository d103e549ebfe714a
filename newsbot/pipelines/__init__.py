"""Item pipelines: validate, drop what is no article, write."""
