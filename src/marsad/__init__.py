"""marsad reads Arabic reports about an armed conflict and keeps the sourced record of what they say."""

__version__ = "0.1.0"
