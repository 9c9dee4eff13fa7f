"""The published site: pages per language, indexes, feeds, search."""
