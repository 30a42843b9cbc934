"""The API tried with made-up requests by schemathesis, against its own description: no crash, no answer that is not described.

python -m tests.openapi --examples 20      needs schemathesis (pip install schemathesis), which the checks of the suite do not

Left out are two of its checks: that whatever fits the description is accepted (a claim that is not there is answered 422 or 404), and that
whatever does not fit is refused (an empty field of a form counts as not given).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from marsad.store import open_store
from marsad.web.app import create_app
from tests.web.samples import CODER, nested

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")


def main() -> int:
    """0 where nothing was found; prints how many requests were sent, and each finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=10, help="requests for each operation")
    found, sent, operations = tried(parser.parse_args().examples)
    print(f"{sent} requests to {operations} operations, {len(found)} findings")
    print("\n".join(found))
    return 1 if found else 0


def tried(examples: int) -> tuple[list[str], int, int]:
    """What was found, how many requests were sent, to how many operations."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings

    found: dict[str, None] = {}
    sent = operations = 0
    quiet = settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "api.db") as store:
        store.keep(*nested(), coder=CODER)
        schema: Any = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(store))
        checks = [getattr(schemathesis.checks, name, None) or schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]
        for one in schema.get_all_operations():
            operation = one.ok()
            operations += 1

            @quiet
            @given(case=operation.as_strategy())
            def ask(case: Any) -> None:
                nonlocal sent
                sent += 1
                try:
                    case.call_and_validate(checks=checks)
                except (Exception, BaseExceptionGroup) as error:  # every finding is told, none stops the others
                    told = [getattr(e, "title", str(e)) for e in getattr(error, "exceptions", [error])]
                    found.update({f"{case.method} {case.operation.path}: {' '.join(str(t).split())[:160]}": None for t in told})

            ask()
    return list(found), sent, operations


if __name__ == "__main__":
    sys.exit(main())
