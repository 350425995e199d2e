// SPDX-License-Identifier: Apache-2.0
// Names of the base map. They give way to symbols and to each other, the less important first; one
// that finds no room is left out.
"use strict";

(() => {
  const MIN_PX = 13;
  const HALO_PX = 3;
  const SAME_NAME_PX = 260;
  const SAME_PLACE_PX = 40;
  const LINE_LAYERS = ["transportation_name", "waterway"];
  const POINT_LAYERS = ["place", "water_name", "poi"];

  // Size, weight and rank by class; a lower rank is placed first.
  const POINTS = {
    county: { size: 17, weight: 700, rank: 12, colour: "muted", maxZoom: 11, spacing: 3 },
    city: { size: 16, weight: 700, rank: 10, dot: 9 },
    town: { size: 16, weight: 700, rank: 15, dot: 9 },
    suburb: { size: 14, weight: 700, rank: 22 },
    village: { size: 14, weight: 700, rank: 25, dot: 9 },
    hamlet: { size: 13, weight: 400, rank: 30 },
    locality: { size: 13, weight: 400, rank: 30 },
    island: { size: 14, weight: 700, rank: 14, colour: "muted" },
    land: { size: 14, weight: 700, rank: 28, colour: "muted", spacing: 4 },
    sea: { size: 17, weight: 700, rank: 13, colour: "mapWaterEdge", spacing: 6 },
    industrial: { size: 13, weight: 400, rank: 40 },
  };
  const WATER = { size: 14, weight: 700, rank: 24, colour: "mapWaterEdge", spacing: 2 };
  const OTHER = { size: 13, weight: 400, rank: 45 };
  const ROAD_RANK = {
    motorway: 32, trunk: 32, primary: 33, secondary: 34, tertiary: 35, minor: 37, service: 38,
    river: 31, canal: 36, stream: 36,
  };

  const overlaps = (a, b) =>
    a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

  class Labels {
    constructor(map, options) {
      Object.assign(this, options);
      this.map = map;
      this.widths = new Map();
      this.canvas = new cv.ViewCanvas(map, "labels", 465, (c, view) => this.paint(c, view));
    }

    request() { this.canvas.request(); }

    paint(context, view) {
      this.context = context;
      this.view = view;
      this.taken = this.obstacles(view);
      this.spoken = new Set(this.symbolNames());
      this.written = [];
      context.textBaseline = "middle";
      context.lineJoin = "round";
      this.graticule();
      const found = this.candidates();
      found.sort((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1));
      for (const label of found) (label.line ? this.writeLine(label) : this.writePoint(label));
    }

    candidates() {
      const zoom = this.map.getZoom();
      const offset = this.view.worldOffset;
      const found = [];
      for (const layer of this.layers()) {
        layer.eachFeature([...POINT_LAYERS, ...LINE_LAYERS], zoom, (feature, name, frame) => {
          const text = this.textOf(feature.tags, name, zoom);
          if (text === "" || this.spoken.has(text)) return;
          const k = frame.k, x = frame.left - offset.x, y = frame.top - offset.y;
          if (LINE_LAYERS.includes(name)) {
            found.push(...this.lineCandidates(feature, name, text, { k, x, y }));
            return;
          }
          const style = this.pointStyle(feature.tags, name);
          if (style.maxZoom !== undefined && zoom > style.maxZoom) return;
          const rank = style.rank + (feature.tags.rank || 0) * 0.5;
          const [px, py] = feature.parts[0];
          found.push({ text, rank, style, x: px * k + x, y: py * k + y });
        });
      }
      return found;
    }

    pointStyle(tags, layer) {
      if (POINTS[tags.class]) return POINTS[tags.class];
      return layer === "water_name" ? WATER : OTHER;
    }

    textOf(tags, layer, zoom) {
      const zh = tags["name:zh"] || tags.name || "", en = tags["name:en"] || "";
      let text = this.language === "en" ? en || zh : zh || en;
      if (layer === "transportation_name" && tags.ref) {
        text = text === "" ? tags.ref : zoom >= 13 ? `${text}  ${tags.ref}` : text;
      }
      return text;
    }

    // The longest nearly straight stretch of each part, as one place to write along.
    lineCandidates(feature, layer, text, frame) {
      const found = [];
      const isWater = layer === "waterway";
      const rank = ROAD_RANK[feature.tags.class] || 38;
      const style = {
        size: isWater ? 14 : MIN_PX, weight: isWater ? 700 : 400,
        colour: isWater ? "mapWaterEdge" : undefined,
      };
      for (const part of feature.parts) {
        const run = this.straightest(part, frame);
        if (run !== null) found.push({ text, rank, style, line: run, x: run.x, y: run.y });
      }
      return found;
    }

    straightest(part, frame) {
      let best = null;
      let start = 0;
      const at = (index) => [part[index] * frame.k + frame.x, part[index + 1] * frame.k + frame.y];
      const consider = (from, to) => {
        const [ax, ay] = at(from), [bx, by] = at(to);
        const length = Math.hypot(bx - ax, by - ay);
        if (best === null || length > best.length) {
          best = { x: (ax + bx) / 2, y: (ay + by) / 2, length, angle: Math.atan2(by - ay, bx - ax) };
        }
      };
      for (let index = 2; index < part.length; index += 2) {
        const [sx, sy] = at(start), [px, py] = at(index - 2), [x, y] = at(index);
        const whole = Math.atan2(px - sx, py - sy), next = Math.atan2(x - px, y - py);
        const turn = Math.abs(((whole - next + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
        if (index - 2 > start && turn > 0.3) start = index - 2;
        consider(start, index);
      }
      return best;
    }

    font(style) { return `${style.weight} ${style.size}px ${this.families}`; }

    width(text, style) {
      const key = style.size + "/" + style.weight + "/" + (style.spacing || 0) + text;
      let width = this.widths.get(key);
      if (width === undefined) {
        this.context.font = this.font(style);
        this.context.letterSpacing = (style.spacing || 0) + "px";
        width = this.context.measureText(text).width;
        this.widths.set(key, width);
      }
      return width;
    }

    isFree(boxes) {
      return boxes.every((box) => !this.taken.some((other) => overlaps(box, other)));
    }

    // A name near the edge of a tile is on its neighbour too.
    isRepeated(label, reach) {
      return this.written.some((other) => other.text === label.text
        && Math.hypot(other.x - label.x, other.y - label.y) < reach);
    }

    writePoint(label) {
      if (this.isRepeated(label, SAME_PLACE_PX)) return;
      const width = this.width(label.text, label.style);
      const half = label.style.size / 2 + 2;
      const hasDot = label.style.dot !== undefined && this.map.getZoom() <= label.style.dot;
      const starts = hasDot ? [label.x + 7, label.x - 7 - width] : [label.x - width / 2];
      for (const left of starts) {
        const box = {
          left: left - 3, right: left + width + 3, top: label.y - half, bottom: label.y + half,
        };
        if (!this.isFree([box])) continue;
        this.taken.push(box);
        this.written.push(label);
        if (hasDot) this.dot(label);
        this.write(label, left, label.y);
        return;
      }
    }

    dot(label) {
      const c = this.context;
      c.beginPath();
      c.arc(label.x, label.y, 3, 0, 2 * Math.PI);
      c.fillStyle = this.colours.mapHalo;
      c.strokeStyle = this.colours.mapLabel;
      c.lineWidth = 1.5;
      c.fill();
      c.stroke();
      this.taken.push({
        left: label.x - 4, right: label.x + 4, top: label.y - 4, bottom: label.y + 4,
      });
    }

    writeLine(label) {
      const width = this.width(label.text, label.style);
      if (label.line.length < width + 12) return;
      if (this.isRepeated(label, SAME_NAME_PX)) return;
      let angle = label.line.angle;
      if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
      const boxes = this.boxesAlong(label, width, angle);
      if (!this.isFree(boxes)) return;
      this.taken.push(...boxes);
      this.written.push(label);
      const c = this.context;
      c.save();
      c.translate(label.x, label.y);
      c.rotate(angle);
      this.write(label, -width / 2, 0);
      c.restore();
    }

    boxesAlong(label, width, angle) {
      const boxes = [];
      const half = label.style.size / 2 + 1;
      for (let along = -width / 2 + half; along <= width / 2; along += 2 * half) {
        const x = label.x + Math.cos(angle) * along, y = label.y + Math.sin(angle) * along;
        boxes.push({ left: x - half, right: x + half, top: y - half, bottom: y + half });
      }
      return boxes;
    }

    write(label, x, y) {
      const c = this.context;
      c.font = this.font(label.style);
      c.letterSpacing = (label.style.spacing || 0) + "px";
      c.lineWidth = HALO_PX;
      c.strokeStyle = this.colours.mapHalo;
      c.strokeText(label.text, x, y);
      c.fillStyle = this.colours[label.style.colour || "mapLabel"];
      c.fillText(label.text, x, y);
      c.letterSpacing = "0px";
    }

    // Dotted parallels and meridians, some 200 px apart.
    graticule() {
      const c = this.context, view = this.view;
      const corner = (x, y) => this.map.layerPointToLatLng(view.origin.add([x, y]));
      const north = corner(0, 0), south = corner(view.width, view.height);
      const rough = ((south.lng - north.lng) / view.width) * 200;
      const steps = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
      const step = steps.find((value) => value <= rough * 1.3) || 0.0005;
      c.beginPath();
      for (let lng = Math.ceil(north.lng / step) * step; lng < south.lng; lng += step) {
        const x = view.place(north.lat, lng).x + 0.5;
        c.moveTo(x, 0);
        c.lineTo(x, view.height);
      }
      for (let lat = Math.ceil(south.lat / step) * step; lat < north.lat; lat += step) {
        const y = view.place(lat, north.lng).y + 0.5;
        c.moveTo(0, y);
        c.lineTo(view.width, y);
      }
      c.setLineDash([1.5, 5]);
      c.lineWidth = 1;
      c.strokeStyle = this.colours.mapGrid;
      c.globalAlpha = 0.7;
      c.stroke();
      c.globalAlpha = 1;
      c.setLineDash([]);
    }
  }

  Object.assign(window.cv, { Labels, overlaps });
})();
