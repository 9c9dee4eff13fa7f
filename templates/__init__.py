"""The theme, installed as the package mujaz_theme so that MkDocs finds it by name."""
