# SPDX-License-Identifier: Apache-2.0
"""Mapbox vector tiles, version 2: layers of points, lines and areas in integer tile coordinates.

A tile is a protobuf message. Only the dozen field numbers of the specification are needed, so the
wire format is written out here rather than generated. Geometry is a list of commands: MoveTo (1),
LineTo (2) and ClosePath (7), each packed with its repeat count, with zigzag deltas as parameters
(specification 2.1, §4.3). Rings are clockwise on the screen when they are exterior (§4.3.3.3);
the caller provides them in the order and orientation that they are to have.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

EXTENT: Final = 4096
"""Units along one side of a tile, unless the layer says otherwise."""

TagValue = str | int | float | bool
TilePoint = tuple[int, int]
Part = tuple[TilePoint, ...]
"""A run of points: one point set, one line, or one ring without its closing point."""

_MOVE_TO, _LINE_TO, _CLOSE_PATH = 1, 2, 7
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MAX_VARINT_BITS = 63
_LOW_BITS, _MORE = 0x7F, 0x80
_TILE_LAYERS = 3
_LAYER_NAME, _LAYER_FEATURES, _LAYER_KEYS, _LAYER_VALUES = 1, 2, 3, 4
_LAYER_EXTENT, _LAYER_VERSION = 5, 15
_FEATURE_TAGS, _FEATURE_TYPE, _FEATURE_GEOMETRY = 2, 3, 4
_VALUE_STRING, _VALUE_FLOAT, _VALUE_DOUBLE, _VALUE_SIGNED, _VALUE_BOOL = 1, 2, 3, 6, 7


class BadTileError(ValueError):
    """The bytes are not a vector tile."""


class GeometryType(IntEnum):
    """Kinds of geometry, as numbered by the specification."""

    POINT = 1
    LINE = 2
    AREA = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing on a tile.

    Attributes:
        type: What `parts` are.
        parts: Points, lines or rings.
        tags: What is known about it.
    """

    type: GeometryType
    parts: tuple[Part, ...]
    tags: Mapping[str, TagValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Features under one name."""

    name: str
    features: tuple[Feature, ...]
    extent: int = EXTENT


def encode(layers: Iterable[Layer]) -> bytes:
    """The tile that holds these layers; the same layers always give the same bytes."""
    tile = bytearray()
    for layer in layers:
        _put_bytes(tile, _TILE_LAYERS, _encode_layer(layer))
    return bytes(tile)


def _encode_layer(layer: Layer) -> bytes:
    keys: dict[str, int] = {}
    values: dict[tuple[type, TagValue], int] = {}
    body = bytearray()
    _put_bytes(body, _LAYER_NAME, layer.name.encode())
    for feature in layer.features:
        tags = bytearray()
        for key, value in feature.tags.items():
            _put_varint(tags, keys.setdefault(key, len(keys)))
            _put_varint(tags, values.setdefault((type(value), value), len(values)))
        message = bytearray()
        _put_bytes(message, _FEATURE_TAGS, tags)
        _put_number(message, _FEATURE_TYPE, feature.type)
        _put_bytes(message, _FEATURE_GEOMETRY, _encode_geometry(feature))
        _put_bytes(body, _LAYER_FEATURES, message)
    for key in keys:
        _put_bytes(body, _LAYER_KEYS, key.encode())
    for _, value in values:
        _put_bytes(body, _LAYER_VALUES, _encode_value(value))
    _put_number(body, _LAYER_EXTENT, layer.extent)
    _put_number(body, _LAYER_VERSION, 2)
    return bytes(body)


def _encode_value(value: TagValue) -> bytes:
    message = bytearray()
    match value:
        case bool():
            _put_number(message, _VALUE_BOOL, int(value))
        case int():
            _put_number(message, _VALUE_SIGNED, _zigzag(value))
        case float():
            message += bytes([_VALUE_DOUBLE << 3 | _FIXED64]) + struct.pack("<d", value)
        case str():
            _put_bytes(message, _VALUE_STRING, value.encode())
    return bytes(message)


def _encode_geometry(feature: Feature) -> bytes:
    out = bytearray()
    cursor = (0, 0)
    if feature.type is GeometryType.POINT:
        points = [point for part in feature.parts for point in part]
        _put_command(out, _MOVE_TO, len(points))
        _put_deltas(out, cursor, points)
        return bytes(out)
    for part in feature.parts:
        _put_command(out, _MOVE_TO, 1)
        cursor = _put_deltas(out, cursor, part[:1])
        _put_command(out, _LINE_TO, len(part) - 1)
        cursor = _put_deltas(out, cursor, part[1:])
        if feature.type is GeometryType.AREA:
            _put_command(out, _CLOSE_PATH, 1)
    return bytes(out)


def _put_command(out: bytearray, command: int, count: int) -> None:
    _put_varint(out, count << 3 | command)


def _put_deltas(out: bytearray, start: TilePoint, points: Iterable[TilePoint]) -> TilePoint:
    x, y = start
    for next_x, next_y in points:
        _put_varint(out, _zigzag(next_x - x))
        _put_varint(out, _zigzag(next_y - y))
        x, y = next_x, next_y
    return x, y


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _unzigzag(value: int) -> int:
    return value >> 1 if value & 1 == 0 else -(value + 1 >> 1)


def _put_varint(out: bytearray, value: int) -> None:
    while value > _LOW_BITS:
        out.append(value & _LOW_BITS | _MORE)
        value >>= 7
    out.append(value)


def _put_number(out: bytearray, field: int, value: int) -> None:
    _put_varint(out, field << 3 | _VARINT)
    _put_varint(out, value)


def _put_bytes(out: bytearray, field: int, content: bytes | bytearray) -> None:
    _put_varint(out, field << 3 | _BYTES)
    _put_varint(out, len(content))
    out += content


def decode(tile: bytes) -> tuple[Layer, ...]:
    """The layers of a tile, uncompressed.

    Raises:
        BadTileError: The bytes are not a vector tile.
    """
    try:
        return tuple(
            _decode_layer(_as_bytes(content))
            for field, content in _fields(tile)
            if field == _TILE_LAYERS
        )
    except (IndexError, struct.error, UnicodeDecodeError, ValueError) as error:
        raise BadTileError(str(error)) from error


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    at = 0
    while at < len(message):
        key, at = _take_varint(message, at)
        wire = key & 7
        if wire == _VARINT:
            number, at = _take_varint(message, at)
            yield key >> 3, number
            continue
        if wire == _BYTES:
            length, at = _take_varint(message, at)
        elif wire in {_FIXED64, _FIXED32}:
            length = 8 if wire == _FIXED64 else 4
        else:
            raise BadTileError(f"wire type {wire} at byte {at}")
        if at + length > len(message):
            raise BadTileError(f"field {key >> 3} runs past the end")
        yield key >> 3, message[at : at + length]
        at += length


def _take_varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & _LOW_BITS) << shift
        if byte < _MORE:
            return value, at
        shift += 7
        if shift > _MAX_VARINT_BITS:
            raise BadTileError(f"endless number at byte {at}")


def _as_bytes(content: int | bytes) -> bytes:
    if isinstance(content, int):
        raise BadTileError("a number where a message is due")
    return content


def _as_number(content: int | bytes) -> int:
    if isinstance(content, bytes):
        raise BadTileError("a message where a number is due")
    return content


def _decode_layer(message: bytes) -> Layer:
    name = ""
    extent = EXTENT
    keys: list[str] = []
    values: list[TagValue] = []
    raw: list[bytes] = []
    for field, content in _fields(message):
        if field == _LAYER_NAME:
            name = _as_bytes(content).decode()
        elif field == _LAYER_FEATURES:
            raw.append(_as_bytes(content))
        elif field == _LAYER_KEYS:
            keys.append(_as_bytes(content).decode())
        elif field == _LAYER_VALUES:
            values.append(_decode_value(_as_bytes(content)))
        elif field == _LAYER_EXTENT:
            extent = _as_number(content)
    features = tuple(_decode_feature(feature, keys, values) for feature in raw)
    return Layer(name=name, features=features, extent=extent)


def _decode_value(message: bytes) -> TagValue:
    for field, content in _fields(message):
        if isinstance(content, bytes):
            if field == _VALUE_STRING:
                return content.decode()
            layout = "<f" if field == _VALUE_FLOAT else "<d"
            number: float = struct.unpack(layout, content)[0]
            return number
        return {_VALUE_SIGNED: _unzigzag(content), _VALUE_BOOL: content != 0}.get(field, content)
    raise BadTileError("a value without content")


def _decode_feature(message: bytes, keys: list[str], values: list[TagValue]) -> Feature:
    geometry_type = 0
    numbers: list[int] = []
    geometry: list[int] = []
    for field, content in _fields(message):
        if field == _FEATURE_TAGS:
            numbers = _packed(_as_bytes(content))
        elif field == _FEATURE_TYPE:
            geometry_type = _as_number(content)
        elif field == _FEATURE_GEOMETRY:
            geometry = _packed(_as_bytes(content))
    tags = {keys[key]: values[value] for key, value in zip(*[iter(numbers)] * 2, strict=True)}
    return Feature(type=GeometryType(geometry_type), parts=_decode_parts(geometry), tags=tags)


def _packed(content: bytes) -> list[int]:
    numbers: list[int] = []
    at = 0
    while at < len(content):
        number, at = _take_varint(content, at)
        numbers.append(number)
    return numbers


def _decode_parts(geometry: list[int]) -> tuple[Part, ...]:
    parts: list[list[TilePoint]] = []
    x = y = at = 0
    while at < len(geometry):
        command, count = geometry[at] & 7, geometry[at] >> 3
        at += 1
        if command == _CLOSE_PATH:
            continue
        if command not in {_MOVE_TO, _LINE_TO}:
            raise BadTileError(f"command {command}")
        for _ in range(count):
            x += _unzigzag(geometry[at])
            y += _unzigzag(geometry[at + 1])
            at += 2
            if command == _MOVE_TO:
                parts.append([])
            parts[-1].append((x, y))
    return tuple(tuple(part) for part in parts)
