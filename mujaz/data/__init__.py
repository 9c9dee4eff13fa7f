"""Tables derived by scripts/, each with its source and licence in README.md beside it."""
