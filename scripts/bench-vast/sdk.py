"""The official SDK as `ours.ts` is our client: a line of JSON for each task on standard input, one for what was measured on output.

Usage: sdk.py ENDPOINT BUCKET SCHEMA FOLDER

The keys of the cluster are in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Ends with its input.
"""

import json
import logging
import os
import sys
import time

import pyarrow as pa
import vastdb
from ibis import _
from vastdb.config import QueryConfig
from vastdb.table_metadata import TableMetadata, TableRef


class Sdk:
    """The SDK by its quickest public ways: what is known of the table and of its size is given, not asked for."""

    def __init__(self, endpoint, bucket, schema, folder):
        self._endpoint = endpoint
        self._bucket = bucket
        self._schema = schema
        self._folder = folder
        self._session = vastdb.connect(endpoint=endpoint)

    def carry_out(self, task):
        metadata = TableMetadata(TableRef(self._bucket, self._schema, task["table"]))
        with self._session.transaction() as tx:
            metadata.load(tx)
        call = self._inserting(task) if task["do"] == "insert" else self._selecting(task)
        cpu = time.process_time()
        started = time.perf_counter()
        count = 0
        for done in range(0, task["calls"], task["callsPerTransaction"]):
            with self._session.transaction() as tx:
                table = tx.table_from_metadata(metadata)
                for number in range(done, min(task["calls"], done + task["callsPerTransaction"])):
                    count += call(table, number)
        seconds = time.perf_counter() - started
        return {"count": count, "seconds": seconds, "cpu": time.process_time() - cpu}

    def _inserting(self, task):
        with pa.ipc.open_stream(os.path.join(self._folder, f"{task['rows']}.arrow")) as stream:
            (rows,) = stream
        count = task["rowsPerCall"]
        parts = [rows.slice(first, count) for first in range(0, rows.num_rows - count + 1, count)]

        def insert(table, number):
            part = parts[number % len(parts)]
            table.insert(part)
            return part.num_rows

        return insert

    def _selecting(self, task):
        config = QueryConfig(
            num_splits=1, num_sub_splits=task["subSplits"], data_endpoints=[self._endpoint]
        )
        matches = task.get("matches")
        count = _values if task.get("values") else (lambda batch: batch.num_rows)

        def select(table, number):
            reader = table.select(predicate=_ids(number, matches, task["of"]) if matches else None, config=config)
            return sum(count(batch) for batch in reader)

        return select


def _values(batch):
    """Reads every value as one of Python's, and counts those that are not null."""
    return sum(value is not None for column in batch.columns for value in column.to_pylist())


def _ids(number, matches, of):
    first = (number * 7919) % (of - matches + 1)
    return _.id == first if matches == 1 else _.id.between(first, first + matches - 1)


# It asks an unsorted table for its sort key, and logs the refusal.
logging.disable(logging.CRITICAL)
sdk = Sdk(*sys.argv[1:])
for line in sys.stdin:
    print(json.dumps(sdk.carry_out(json.loads(line))), flush=True)
