"""Feeds: their list (`listed.py`), what is remembered (`memory.py`), asking politely (`polite.py`), a visit (`visiting.py`)."""
