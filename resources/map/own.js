// SPDX-License-Identifier: Apache-2.0
// The own vehicle: live is a filled arrow, stale an outlined one, lost a hollow cross; the dashed
// ring is true to scale, and never smaller than can be seen. A dotted arrow is dead reckoning.
"use strict";

(() => {
  const MIN_RING_PX = 24;
  const ARROW = [[0, -17], [12, 15], [0, 8], [-12, 15]];

  class OwnVehicle {
    constructor(map, options) {
      Object.assign(this, options);
      this.map = map;
      this.state = null;
      this.canvas = new cv.ViewCanvas(map, "own", 470, (c, view) => this.paint(c, view), 0.08);
    }

    show(state) {
      this.state = state;
      this.canvas.request();
    }

    request() { this.canvas.request(); }

    obstacles(view) {
      if (this.state === null) return [];
      const at = view.place(this.state.lat, this.state.lon);
      return [
        { left: at.x - 26, right: at.x + 26, top: at.y - 26, bottom: at.y + 26 },
        { left: at.x - 130, right: at.x - 26, top: at.y - 20, bottom: at.y + 20 },
      ];
    }

    paint(c, view) {
      const state = this.state;
      if (state === null) return;
      const at = view.place(state.lat, state.lon);
      const ring = this.ring(state);
      c.setLineDash([4, 3]);
      c.beginPath();
      c.arc(at.x, at.y, ring, 0, 2 * Math.PI);
      c.lineWidth = 4;
      c.strokeStyle = this.colours.mapHalo;
      c.stroke();
      c.lineWidth = 2;
      c.strokeStyle = state.freshness === "lost" ? this.colours.lost : this.colours.mapOwn;
      c.stroke();
      c.setLineDash([]);
      c.save();
      c.translate(at.x, at.y);
      if (state.freshness === "lost") this.cross(c);
      else this.arrow(c, state);
      c.restore();
      this.words(c, at, state);
      if (state.estimate !== null) this.estimate(c, view.place(state.estimate.lat, state.estimate.lon), state.estimate);
    }

    // Dotted all over: nothing here was measured.
    estimate(c, at, estimate) {
      c.setLineDash([2, 4]);
      c.lineWidth = 2;
      c.strokeStyle = this.colours.mapOwn;
      c.beginPath();
      c.arc(at.x, at.y, this.ring(estimate), 0, 2 * Math.PI);
      c.stroke();
      c.save();
      c.translate(at.x, at.y);
      c.rotate((estimate.course * Math.PI) / 180);
      c.beginPath();
      ARROW.forEach(([x, y], index) => (index === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
      c.closePath();
      c.fillStyle = this.colours.mapHalo;
      c.fill();
      c.stroke();
      c.restore();
      c.setLineDash([]);
      this.words(c, at, { name: "", note: estimate.note, noteRole: "doubt" });
    }

    ring(state) {
      if (state.radius_m === null) return MIN_RING_PX;
      const metres = 156543.034 * Math.cos((state.lat * Math.PI) / 180) / 2 ** this.map.getZoom();
      return Math.max(MIN_RING_PX, state.radius_m / metres);
    }

    arrow(c, state) {
      c.beginPath();
      if (state.course === null) c.arc(0, 0, 9, 0, 2 * Math.PI);
      else {
        c.rotate((state.course * Math.PI) / 180);
        ARROW.forEach(([x, y], index) => (index === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
        c.closePath();
      }
      c.lineJoin = "miter";
      c.lineWidth = 5;
      c.strokeStyle = this.colours.mapHalo;
      c.stroke();
      c.fillStyle = state.freshness === "live" ? this.colours.mapOwn : this.colours.mapHalo;
      c.fill();
      c.lineWidth = 2;
      c.strokeStyle = this.colours.mapOwn;
      if (state.freshness !== "live") c.stroke();
    }

    // An outlined cross: the last known place.
    cross(c) {
      c.beginPath();
      const a = 4, b = 14;
      [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a],
        [-b, -a], [-a, -a]].forEach(([x, y], index) => (index === 0 ? c.moveTo(x, y) : c.lineTo(x, y)));
      c.closePath();
      c.fillStyle = this.colours.mapHalo;
      c.fill();
      c.lineWidth = 2;
      c.strokeStyle = this.colours.lost;
      c.stroke();
    }

    words(c, at, state) {
      const x = at.x - 34;
      c.textAlign = "right";
      c.textBaseline = "middle";
      c.lineJoin = "round";
      c.lineWidth = 3;
      c.strokeStyle = this.colours.mapHalo;
      for (const [text, weight, size, y, role] of [
        [state.name, 700, 15, at.y - 9, "mapLabel"],
        [state.note, 700, 13, at.y + 10, state.noteRole],
      ]) {
        c.font = `${weight} ${size}px ${this.families}`;
        c.strokeText(text, x, y);
        c.fillStyle = this.colours[role];
        c.fillText(text, x, y);
      }
      c.textAlign = "left";
    }
  }

  Object.assign(window.cv, { OwnVehicle });
})();
