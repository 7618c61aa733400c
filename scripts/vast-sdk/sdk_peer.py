"""The official SDK behind a line of JSON each way: reads calls of `peer.ts` from standard input, answers on standard output.

Usage: sdk_peer.py ENDPOINT BUCKET

A call is `{"do": name, ...arguments}`; its answer is `{"result": ...}` or `{"error": text}`. The keys of the cluster are
in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Ends with its input.
"""

import functools
import importlib.metadata
import json
import operator
import os
import sys

import ibis
import pyarrow as pa
import vastdb
from vastdb._internal import build_query_data_request
from vastdb.errors import NotSupportedSchema
from vastdb.table import INTERNAL_ROW_ID, QueryConfig, TableInTransaction
from vastdb.table_metadata import TableMetadata, TableRef, TableType

from arrow_values import column_of, field_of, shape_of, values_of

_COMPARE = {name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")}


def predicate_of(table, schema, where):
    """What ibis makes of a filter: a conjunction of groups, each of which is a disjunction about one column."""
    groups = [
        functools.reduce(operator.or_, [_range_of(table, schema, group["column"], one) for one in group["anyOf"]])
        for group in where
    ]
    return functools.reduce(operator.and_, groups) if groups else None


def _range_of(table, schema, path, one):
    column = functools.reduce(lambda parent, name: parent[name], path.split("."), table)
    type_ = _type_at(schema, path.split("."))

    def literal(value):
        plain = column_of(type_, [value]).to_pylist()[0]
        # ibis compares no Decimal with a column that has a precision; the SDK's own tests use floats as well.
        return float(plain) if pa.types.is_decimal(type_) else plain

    match one:
        case {"op": op, "value": value}:
            return _COMPARE[op](column, literal(value))
        case {"in": values}:
            return column.isin([literal(value) for value in values])
        case {"between": [low, high]}:
            return column.between(literal(low), literal(high))
        case {"isNull": is_null}:
            return column.isnull() if is_null else ~column.isnull()
        case {"prefix": text}:
            return column.startswith(text)
        case {"contains": text}:
            return column.contains(text)
    raise ValueError(f"There is no condition like {one}.")


def _type_at(schema, path):
    field = schema.field(path[0])
    for name in path[1:]:
        field = field.type.field(name)
    return field.type


class Peer:
    """The calls, each in a transaction of its own. A table is named by `{"schema": ..., "name": ...}`."""

    def __init__(self, endpoint, bucket):
        self._bucket = bucket
        self._session = vastdb.connect(endpoint=endpoint)

    def version(self):
        return {"sdk": importlib.metadata.version("vastdb"), "pyarrow": pa.__version__}

    def create(self, table, shapes, sortKey, parts):
        columns = pa.schema([field_of(shape) for shape in shapes])
        with self._session.transaction() as tx:
            schema = tx.bucket(self._bucket).create_schema(table["schema"], fail_if_exists=False)
            try:
                created = schema.create_table(table["name"], columns, sorting_key=sortKey)
            except NotSupportedSchema:
                tx._rpc.api.create_table(self._bucket, table["schema"], table["name"], columns, txid=tx.txid)
                created = self._open(tx, table)
            for rows in parts:
                created.insert(self._arrow_of(columns, rows))

    def shapes(self, table):
        with self._session.transaction() as tx:
            found = tx._rpc.api.list_all_columns(
                self._bucket, table["schema"], table["name"], sorted_columns=False, txid=tx.txid
            )
            return [shape_of(field) for field in found]

    def rowCount(self, table):
        with self._session.transaction() as tx:
            found = self._open(tx, table)
            found.reload_stats()
            return str(found.stats.num_rows)

    def readAll(self, table, readings):
        with self._session.transaction() as tx:
            found = self._open(tx, table)
            return [self._read(found, **reading) for reading in readings]

    @staticmethod
    def _read(table, columns, where=(), rowIds=False, ordered=False, projection=None, limit=None):
        config = QueryConfig(num_splits=1, num_sub_splits=1) if ordered else QueryConfig(num_splits=3)
        config.semi_sorted_projection_name = projection
        predicate = predicate_of(table, table.arrow_schema, where)
        rows = table.select(list(columns), predicate, config, internal_row_id=rowIds, limit_rows=limit).read_all()
        return {name: values_of(rows[name]) for name in rows.column_names}

    def update(self, table, keys, shapes, rows):
        with self._session.transaction() as tx:
            found = self._open(tx, table)
            fields = [field_of(shape) for shape in shapes]
            new = [column_of(field.type, rows[field.name]) for field in fields]
            ids = pa.field(INTERNAL_ROW_ID, found._internal_rowid_field.type)
            found.update(pa.table([self._row_ids(found, keys), *new], schema=pa.schema([ids, *fields])))

    def delete(self, table, keys):
        with self._session.transaction() as tx:
            found = self._open(tx, table)
            found.delete(pa.table({INTERNAL_ROW_ID: self._row_ids(found, keys)}))

    def createProjection(self, table, name, sorted, unsorted):
        with self._session.transaction() as tx:
            self._open(tx, table).create_projection(name, sorted, unsorted)

    def projections(self, table):
        with self._session.transaction() as tx:
            found = self._open(tx, table).projections()
            return [{"name": one.name, "columns": [field.name for field in one.columns()]} for one in found]

    def renameProjection(self, table, name, to):
        with self._session.transaction() as tx:
            self._open(tx, table).projection(name).rename(to)

    def dropProjection(self, table, name):
        with self._session.transaction() as tx:
            self._open(tx, table).projection(name).drop()

    def sortKey(self, table):
        with self._session.transaction() as tx:
            return [field.name for field in self._open(tx, table).sorted_columns()]

    def capture(self, shapes, where, columns):
        """The body of a query, as hexadecimal: no cluster is asked."""
        schema = pa.schema([field_of(shape) for shape in shapes])
        table = ibis.table(ibis.Schema.from_pyarrow(schema), name="t")
        return bytes(build_query_data_request(schema, predicate_of(table, schema, where), columns).serialized).hex()

    def _open(self, tx, table):
        try:
            return tx.bucket(self._bucket).schema(table["schema"]).table(table["name"])
        except NotSupportedSchema:
            return self._open_beyond_ibis(tx, table)

    def _open_beyond_ibis(self, tx, table):
        """A table with a type that ibis does not have (fixed_size_binary): the SDK's codecs do, but for filters."""
        metadata = TableMetadata(TableRef(self._bucket, table["schema"], table["name"]), table_type=TableType.Regular)
        metadata._arrow_schema = tx._rpc.api.list_all_columns(
            self._bucket, table["schema"], table["name"], sorted_columns=False, txid=tx.txid
        )
        found = TableInTransaction(metadata, tx, tx._session_context)
        found.reload_stats()
        return found

    @staticmethod
    def _arrow_of(schema, rows):
        return pa.table([column_of(field.type, rows[field.name]) for field in schema], schema=schema)

    @staticmethod
    def _row_ids(table, keys):
        """The ids of the rows with these keys, in the order of the keys."""
        rows = table.select(["k"], internal_row_id=True).read_all().combine_chunks()
        places = {key: place for place, key in enumerate(values_of(rows["k"]))}
        return rows[INTERNAL_ROW_ID].take([places[key] for key in keys])


def main(endpoint, bucket):
    # Whatever the SDK prints must not come between the answers.
    answers, sys.stdout = os.fdopen(os.dup(1), "w"), sys.stderr
    peer = Peer(endpoint, bucket)
    for line in sys.stdin:
        call = json.loads(line)
        try:
            answer = {"result": getattr(peer, call.pop("do"))(**call)}
        except Exception as error:  # Every failure is an answer, which says what failed.
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
