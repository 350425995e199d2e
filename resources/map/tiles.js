// SPDX-License-Identifier: Apache-2.0
// Map packs as Leaflet layers. The program answers a tile it does not hold with the nearest one
// above and says which (X-Tile-Zoom): that one is enlarged, so that nothing is ever blank.
"use strict";

(() => {
  const SIDE = 256;
  const MAX_CACHED = 256;

  class TileCache {
    constructor() { this.entries = new Map(); }

    take(key, make) {
      const known = this.entries.get(key);
      if (known !== undefined) {
        this.entries.delete(key);
        this.entries.set(key, known);
        return known;
      }
      const made = make();
      this.entries.set(key, made);
      if (this.entries.size > MAX_CACHED) this.entries.delete(this.entries.keys().next().value);
      return made;
    }
  }

  const cache = new TileCache();

  // A tile that may be an enlarged ancestor: where it lies, and its content; null for none.
  async function fetchTile(pack, coords) {
    const zoom = Math.min(coords.z, pack.maxZoom);
    const shift = coords.z - zoom;
    const address = { z: zoom, x: coords.x >> shift, y: coords.y >> shift };
    return cache.take(`${pack.key}/${zoom}/${address.x}/${address.y}`, async () => {
      const path = `${pack.key}/${zoom}/${address.x}/${address.y}`;
      const answer = await fetch(`cvmap://map/tiles/${path}`);
      const bytes = await answer.arrayBuffer();
      if (bytes.byteLength === 0) return null;
      const found = Number(answer.headers.get("X-Tile-Zoom"));
      const up = zoom - found;
      const place = { z: found, x: address.x >> up, y: address.y >> up };
      if (pack.kind === "vector") return { ...place, layers: cv.decodeTile(bytes) };
      const type = answer.headers.get("Content-Type") || "image/png";
      return { ...place, image: await createImageBitmap(new Blob([bytes], { type })) };
    });
  }

  // How the found tile maps onto the wanted one, in pixels.
  function frameOf(tile, coords) {
    const times = 2 ** (coords.z - tile.z);
    return {
      scale: SIDE * times,
      x: (coords.x - tile.x * times) * SIDE,
      y: (coords.y - tile.y * times) * SIDE,
    };
  }

  function canvasFor() {
    const ratio = window.devicePixelRatio || 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(SIDE * ratio);
    canvas.style.width = canvas.style.height = SIDE + "px";
    canvas.getContext("2d").scale(ratio, ratio);
    return canvas;
  }

  const PackLayer = L.GridLayer.extend({
    initialize(pack, colours) {
      L.GridLayer.prototype.initialize.call(this, {
        tileSize: SIDE,
        minZoom: 0,
        updateWhenZooming: false,
        updateWhenIdle: false,
        updateInterval: 60,
        keepBuffer: 1,
        bounds: L.latLngBounds([pack.south, pack.west], [pack.north, pack.east]),
      });
      this.pack = pack;
      this.colours = colours;
      this.present = new Map();
      this.on("tileunload", ({ coords }) => {
        this.present.delete(this.nameOf(coords));
        this.fire("content");
      });
    },

    nameOf: (coords) => `${coords.z}/${coords.x}/${coords.y}`,

    createTile(coords, done) {
      const canvas = canvasFor();
      fetchTile(this.pack, coords).then((tile) => {
        if (tile !== null) {
          this.present.set(this.nameOf(coords), { coords, tile, canvas });
          this.draw(coords, tile, canvas);
          this.fire("content");
        }
        done(null, canvas);
      }).catch((error) => {
        console.error(`tile ${this.nameOf(coords)} of ${this.pack.key}: ${error}`);
        done(error, canvas);
      });
      return canvas;
    },

    draw(coords, tile, canvas) {
      const context = canvas.getContext("2d");
      context.clearRect(0, 0, SIDE, SIDE);
      const frame = frameOf(tile, coords);
      if (tile.layers) {
        new cv.TilePainter(context, tile.layers, frame, coords.z, this.colours).paint();
      } else {
        context.drawImage(tile.image, -frame.x, -frame.y, frame.scale, frame.scale);
      }
    },

    recolour(colours) {
      this.colours = colours;
      if (this.pack.kind !== "vector") return;
      for (const { coords, tile, canvas } of this.present.values()) this.draw(coords, tile, canvas);
    },

    // Calls visit(feature, layer name, world pixel of a tile unit) for every feature in view.
    eachFeature(names, zoom, visit) {
      for (const { coords, tile } of this.present.values()) {
        if (coords.z !== zoom || !tile.layers) continue;
        const frame = frameOf(tile, coords);
        const left = coords.x * SIDE - frame.x, top = coords.y * SIDE - frame.y;
        for (const name of names) {
          const layer = tile.layers[name];
          if (layer === undefined) continue;
          const k = frame.scale / layer.extent;
          for (const feature of layer.features) visit(feature, name, { k, left, top, coords });
        }
      }
    },
  });

  Object.assign(window.cv, { PackLayer });
})();
