"""The bulletin: what the record has of a day or a week, in Arabic or English, written by templates, every figure with its characters.

`make` gives the page, `pdf.printed` the same on paper, `editions` keeps a folder of them. Nothing stands in it that is not in the record.
"""
