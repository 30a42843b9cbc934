"""The pipeline over a corpus: cut into shards (shards.py), coded by any engine (engines.py), written whole or not at all (run.py).

What a shard's file holds is a function of its reports and the coder alone, so the bytes are the same whatever the engine, the number of
workers, or how often the run was stopped.
"""

from marsad.corpus.engines import ENGINES, EngineMissing
from marsad.corpus.run import Done, code_corpus
from marsad.corpus.written import Written, written

__all__ = ["ENGINES", "Done", "EngineMissing", "Written", "code_corpus", "written"]
