"""Arrow fields and columns from and to JSON that loses nothing; `shapes.ts` and `values.ts` describe both."""

import itertools

import pyarrow as pa

# Types that are an integer of so many bits in memory.
_SIGNED = {8: pa.int8(), 16: pa.int16(), 32: pa.int32(), 64: pa.int64()}
_UNSIGNED = {8: pa.uint8(), 16: pa.uint16(), 32: pa.uint32(), 64: pa.uint64()}
_FLOATS = {16: pa.float16(), 32: pa.float32(), 64: pa.float64()}


def field_of(shape):
    """The field that a shape describes."""
    return pa.field(shape["name"], _type_of(shape), shape["nullable"])


def _type_of(shape):
    kind, children = shape["kind"], shape.get("children", [])
    match kind:
        case "bool":
            return pa.bool_()
        case "int":
            return _SIGNED[shape["width"]]
        case "uint":
            return _UNSIGNED[shape["width"]]
        case "float":
            return _FLOATS[shape["width"]]
        case "utf8":
            return pa.utf8()
        case "binary":
            return pa.binary()
        case "fixed_size_binary":
            return pa.binary(shape["width"])
        case "decimal":
            return pa.decimal128(*shape["digits"])
        case "date32":
            return pa.date32()
        case "time":
            return (pa.time32 if shape["width"] == 32 else pa.time64)(shape["unit"])
        case "timestamp":
            return pa.timestamp(shape["unit"], shape["zone"])
        case "list":
            return pa.list_(field_of(children[0]))
        case "fixed_size_list":
            return pa.list_(field_of(children[0]), shape["size"])
        case "struct":
            return pa.struct([field_of(child) for child in children])
        case "map":
            key, value = children[0]["children"]
            return pa.map_(field_of(key), field_of(value))
    raise ValueError(f"There is no type of the kind {kind}.")


def shape_of(field):
    """The shape of a field."""
    return {"name": field.name, "nullable": field.nullable, **_facts(field.type)}


def _facts(type_):
    t = pa.types
    if t.is_boolean(type_):
        return {"kind": "bool"}
    if t.is_integer(type_):
        return {"kind": "int" if t.is_signed_integer(type_) else "uint", "width": type_.bit_width}
    if t.is_floating(type_):
        return {"kind": "float", "width": type_.bit_width}
    if t.is_string(type_):
        return {"kind": "utf8"}
    if t.is_fixed_size_binary(type_):
        return {"kind": "fixed_size_binary", "width": type_.byte_width}
    if t.is_binary(type_):
        return {"kind": "binary"}
    if t.is_decimal128(type_):
        return {"kind": "decimal", "digits": [type_.precision, type_.scale]}
    if t.is_date32(type_):
        return {"kind": "date32"}
    if t.is_time(type_):
        return {"kind": "time", "width": type_.bit_width, "unit": type_.unit}
    if t.is_timestamp(type_):
        return {"kind": "timestamp", "unit": type_.unit, "zone": type_.tz}
    return _nested_facts(type_)


def _nested_facts(type_):
    t = pa.types
    if t.is_fixed_size_list(type_):
        return {"kind": "fixed_size_list", "size": type_.list_size, "children": [shape_of(type_.value_field)]}
    if t.is_list(type_):
        return {"kind": "list", "children": [shape_of(type_.value_field)]}
    if t.is_struct(type_):
        return {"kind": "struct", "children": [shape_of(type_.field(i)) for i in range(type_.num_fields)]}
    if t.is_map(type_):
        return {"kind": "map", "children": [shape_of(pa.field("entries", _entry_type(type_), False))]}
    raise ValueError(f"There is no shape of the type {type_}.")


def _entry_type(type_):
    return pa.struct([type_.key_field, type_.item_field])


def column_of(type_, values):
    """A column of a type with these values, made of its buffers: nothing is converted on the way."""
    nulls = sum(value is None for value in values)
    validity = _bits(value is not None for value in values) if nulls else None
    buffers, children = _content_of(type_, values)
    return pa.Array.from_buffers(type_, len(values), [validity, *buffers], nulls, children=children)


def _content_of(type_, values):
    t = pa.types
    if t.is_boolean(type_):
        return [_bits(value is True for value in values)], None
    if t.is_string(type_) or (t.is_binary(type_) and not t.is_fixed_size_binary(type_)):
        encode = str.encode if t.is_string(type_) else bytes.fromhex
        parts = [encode(value or "") for value in values]
        return [_offsets(parts), pa.py_buffer(b"".join(parts))], None
    if t.is_struct(type_):
        members = [[None if value is None else value[i] for value in values] for i in range(type_.num_fields)]
        return [], [column_of(type_.field(i).type, member) for i, member in enumerate(members)]
    if t.is_fixed_size_list(type_):
        # Below a null there are elements all the same, and these must not be null.
        blank = [_zero_of(type_.value_type)] * type_.list_size
        elements = [element for value in values for element in (blank if value is None else value)]
        return [], [column_of(type_.value_type, elements)]
    if t.is_list(type_) or t.is_map(type_):
        lists = [value or [] for value in values]
        element = _entry_type(type_) if t.is_map(type_) else type_.value_type
        return [_offsets(lists)], [column_of(element, list(itertools.chain(*lists)))]
    width = type_.bit_width // 8
    return [pa.py_buffer(b"".join(_fixed_bytes(type_, value, width) for value in values))], None


def _bits(flags):
    array = bytearray()
    for place, flag in enumerate(flags):
        if place % 8 == 0:
            array.append(0)
        array[-1] |= flag << (place % 8)
    return pa.py_buffer(bytes(array))


def _offsets(parts):
    ends = itertools.accumulate((len(part) for part in parts), initial=0)
    return pa.py_buffer(b"".join(end.to_bytes(4, "little") for end in ends))


def _zero_of(type_):
    if pa.types.is_boolean(type_):
        return False
    return "0" * (type_.bit_width // 4) if pa.types.is_floating(type_) else "0"


def _fixed_bytes(type_, value, width):
    if value is None:
        return bytes(width)
    if pa.types.is_fixed_size_binary(type_):
        return bytes.fromhex(value)
    if pa.types.is_floating(type_):
        return bytes.fromhex(value)[::-1]
    return int(value).to_bytes(width, "little", signed=not pa.types.is_unsigned_integer(type_))


def values_of(column):
    """The values of a column, an array or a chunked one, read from its buffers."""
    if isinstance(column, pa.ChunkedArray):
        return list(itertools.chain.from_iterable(map(values_of, column.chunks)))
    valid = column.is_valid().to_pylist()
    return [value if is_valid else None for value, is_valid in zip(_raw_values(column), valid, strict=True)]


def _raw_values(column):
    type_, t = column.type, pa.types
    if t.is_boolean(type_) or t.is_string(type_):
        return column.to_pylist()
    if t.is_fixed_size_binary(type_) or t.is_binary(type_):
        return [value is not None and value.hex() for value in column.to_pylist()]
    if t.is_floating(type_):
        digits = type_.bit_width // 4
        bits = column.view(_UNSIGNED[type_.bit_width]).to_pylist()
        return [value is not None and f"{value:0{digits}x}" for value in bits]
    if t.is_decimal128(type_):
        words = column.view(pa.binary(16)).to_pylist()
        return [word is not None and str(int.from_bytes(word, "little", signed=True)) for word in words]
    if t.is_nested(type_):
        return _nested_values(column)
    plain = column if t.is_integer(type_) else column.view(_SIGNED[type_.bit_width])
    return [str(value) for value in plain.to_pylist()]


def _nested_values(column):
    type_, t = column.type, pa.types
    if t.is_struct(type_):
        members = [values_of(column.field(i)) for i in range(type_.num_fields)]
        return [list(row) for row in zip(*members, strict=True)]
    if t.is_fixed_size_list(type_):
        size = type_.list_size
        elements = values_of(column.values.slice(column.offset * size, len(column) * size))
        return [elements[row * size : (row + 1) * size] for row in range(len(column))]
    if t.is_map(type_):
        elements = [list(pair) for pair in zip(values_of(column.keys), values_of(column.items), strict=True)]
    else:
        elements = values_of(column.values)
    offsets = column.offsets.to_pylist()
    return [elements[begin:end] for begin, end in itertools.pairwise(offsets)]
