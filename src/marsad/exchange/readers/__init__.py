"""Readers of the formats that reports come in, one file each; `marsad.exchange.formats` has the table of their endings.

Each has `read(where, stream, defaults, first)`, which yields `Given` or `Refused`, and loads its library when first used.
"""
