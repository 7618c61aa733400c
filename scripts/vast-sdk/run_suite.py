"""Runs test files of the installed SDK against an endpoint and writes what became of each test as JSON.

Usage: run_suite.py ENDPOINT JUNIT_XML OUTCOMES_JSON FILE...

The keys of the cluster are in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, where the SDK's own fixtures look for them.
FILE is a name in `vastdb/tests`. The outcome of a test is "passed", "failed" or "skipped", with a message unless it
passed. Exits with 0 when the outcomes are written, whatever they are.
"""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import vastdb

_RAN = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


def main(endpoint, junit, outcomes, files):
    root = Path(vastdb.__file__).parent
    # The SDK's tests and conftest.py are found by package, so pytest starts where the packages are.
    os.chdir(root.parent)
    sys.path.insert(0, str(Path(__file__).parent))
    code = pytest.main(
        [
            *(str(root / "tests" / name) for name in files),
            *("-p", "no_waiting", "-p", "no:cacheprovider", "-q", "--tb=short", "--disable-warnings"),
            f"--junitxml={junit}",
            f"--tabular-endpoint-url={endpoint}",
        ]
    )
    if code not in _RAN:
        sys.exit(f"pytest gave up with code {int(code)}.")
    Path(outcomes).write_text(json.dumps(read_outcomes(junit)))


def read_outcomes(junit):
    """The outcome of each test: the worst, where several are reported of one."""
    found = {}
    for case in ElementTree.parse(junit).getroot().iter("testcase"):
        name = test_name(case)
        outcome = read_outcome(case)
        if outcome["outcome"] != "passed" or name not in found:
            found[name] = {"test": name, **outcome}
    return list(found.values())


def test_name(case):
    """`test_file::test`; a file that is skipped as a whole is reported without a class, by its dotted name."""
    module = (case.get("classname") or case.get("name")).rsplit(".", 1)[-1]
    return f"{module}::{case.get('name')}" if case.get("classname") else module


def read_outcome(case):
    for kind, outcome in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        element = case.find(kind)
        if element is not None:
            return {"outcome": outcome, "message": element.get("message") or element.text or ""}
    return {"outcome": "passed", "message": ""}


if __name__ == "__main__":
    main(*sys.argv[1:4], sys.argv[4:])
