"""Turn plain-text news articles into a bilingual briefing site with traceable facts."""

__version__ = "0.1.0"
