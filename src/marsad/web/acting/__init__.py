"""Acts: who asks, whether they may, that the form was ours, that nothing went on meanwhile, and the decision in the ledger.

docs/pages.md says how a page adds an act.
"""
