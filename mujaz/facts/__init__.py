"""Facts an article states, one module per kind."""
