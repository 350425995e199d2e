// SPDX-License-Identifier: Apache-2.0
// Decodes Mapbox vector tiles, version 2. Points stay in tile units, as flat arrays x, y, x, y …
"use strict";

(() => {
  const POINT = 1, AREA = 3;
  const MOVE_TO = 1, CLOSE_PATH = 7;

  class Reader {
    constructor(bytes, start, end) {
      this.bytes = bytes;
      this.at = start;
      this.end = end;
      this.view = new DataView(bytes.buffer, bytes.byteOffset);
    }

    varint() {
      let value = 0, scale = 1, byte;
      do {
        if (this.at >= this.end) throw new RangeError("number runs past the end");
        byte = this.bytes[this.at++];
        value += (byte & 0x7f) * scale;
        scale *= 128;
      } while (byte >= 0x80);
      return value;
    }

    // Calls take(field, wire type) for each field; what it leaves unread is skipped.
    fields(take) {
      while (this.at < this.end) {
        const key = this.varint();
        const before = this.at;
        take(key >> 3, key & 7);
        if (this.at === before) this.skip(key & 7);
      }
    }

    skip(wire) {
      if (wire === 0) this.varint();
      else if (wire === 1) this.at += 8;
      else if (wire === 5) this.at += 4;
      else if (wire === 2) { const length = this.varint(); this.at += length; }
      else throw new RangeError("wire type " + wire);
    }

    message() {
      const length = this.varint();
      const inner = new Reader(this.bytes, this.at, this.at + length);
      if (inner.end > this.end) throw new RangeError("message runs past the end");
      this.at = inner.end;
      return inner;
    }

    text() {
      const inner = this.message();
      return new TextDecoder().decode(this.bytes.subarray(inner.at, inner.end));
    }
  }

  const unzigzag = (value) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

  function decodeValue(reader) {
    let value = null;
    reader.fields((field) => {
      if (field === 1) value = reader.text();
      else if (field === 2) { value = reader.view.getFloat32(reader.at, true); reader.at += 4; }
      else if (field === 3) { value = reader.view.getFloat64(reader.at, true); reader.at += 8; }
      else if (field === 6) value = unzigzag(reader.varint());
      else if (field === 7) value = reader.varint() !== 0;
      else value = reader.varint();
    });
    return value;
  }

  function decodeGeometry(reader, type) {
    const parts = [];
    let part = null, x = 0, y = 0;
    while (reader.at < reader.end) {
      const command = reader.varint();
      const kind = command & 7;
      if (kind === CLOSE_PATH) continue;
      for (let count = command >> 3; count > 0; count--) {
        x += unzigzag(reader.varint());
        y += unzigzag(reader.varint());
        if (kind === MOVE_TO && (type !== POINT || part === null)) parts.push(part = []);
        part.push(x, y);
      }
    }
    return parts;
  }

  function decodeFeature(reader, layer) {
    const feature = { type: 0, tags: {}, parts: [] };
    let geometry = null;
    reader.fields((field) => {
      if (field === 2) {
        const packed = reader.message();
        while (packed.at < packed.end) {
          feature.tags[layer.keys[packed.varint()]] = layer.values[packed.varint()];
        }
      } else if (field === 3) feature.type = reader.varint();
      else if (field === 4) geometry = reader.message();
    });
    if (geometry !== null && feature.type >= POINT && feature.type <= AREA) {
      feature.parts = decodeGeometry(geometry, feature.type);
    }
    return feature;
  }

  function decodeLayer(reader) {
    const layer = { name: "", extent: 4096, keys: [], values: [], features: [] };
    const raw = [];
    reader.fields((field) => {
      if (field === 1) layer.name = reader.text();
      else if (field === 2) raw.push(reader.message());
      else if (field === 3) layer.keys.push(reader.text());
      else if (field === 4) layer.values.push(decodeValue(reader.message()));
      else if (field === 5) layer.extent = reader.varint();
    });
    layer.features = raw.map((feature) => decodeFeature(feature, layer));
    return layer;
  }

  // The layers of a tile by name. A damaged tile gives what could be read before the damage.
  function decodeTile(buffer) {
    const layers = {};
    const reader = new Reader(new Uint8Array(buffer), 0, buffer.byteLength);
    try {
      reader.fields((field) => {
        if (field !== 3) return;
        const layer = decodeLayer(reader.message());
        layers[layer.name] = layer;
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      console.warn("damaged tile: " + error.message);
    }
    return layers;
  }

  window.cv = { decodeTile };
})();
