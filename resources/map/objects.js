// SPDX-License-Identifier: Apache-2.0
// What the program says lies in the view: symbols, clusters, the track. Symbols are always drawn;
// the words beside them only where they find room.
"use strict";

(() => {
  const TRACK_PX = 4;
  const HIT_SLOP_PX = 10;
  const RECENT_POINTS = 700;
  const SYMBOL_BOX = { left: 20, right: 20, top: 20, bottom: 20 };
  const SELECTED_BOX = { left: 27, right: 27, top: 27, bottom: 27 };
  const FAMILY_RANK = { event: 0, target: 1, hazard: 2, resource: 3 };
  // Where to look for room, the nearest first: eight directions, three distances.
  const STEPS = [[0, 0]];
  for (const far of [44, 78, 116]) {
    for (const [x, y] of [[0, -1], [1, 0], [0, 1], [-1, 0], [1, -1], [1, 1], [-1, 1], [-1, -1]]) {
      STEPS.push([x * far, y * far]);
    }
  }

  class Objects {
    constructor(map, options) {
      Object.assign(this, options);
      this.map = map;
      this.singles = [];
      this.clusters = [];
      this.track = [];
      this.recent = [];
      this.selected = null;
      this.boxes = [];
      this.canvas = new cv.ViewCanvas(map, "objects", 460, (c, view) => this.paint(c, view));
    }

    show(picture) {
      this.singles = picture.singles;
      this.clusters = picture.clusters;
      this.track = picture.track;
      this.request();
    }

    // The way since the newest stored piece of the track, from the live positions.
    passed(lat, lon) {
      this.recent.push([lat, lon]);
      if (this.recent.length > RECENT_POINTS) this.recent.shift();
    }

    select(id) {
      this.selected = id;
      this.request();
    }

    request() { this.canvas.request(); }

    // Names that stand beside symbols: the base map need not write them again.
    names() { return this.singles.map((single) => single.name); }

    // Boxes that names of the base map must keep clear of, in pixels of `view`.
    obstacles(view) {
      return this.boxes.map(({ box, origin }) => {
        const dx = origin.x - view.origin.x, dy = origin.y - view.origin.y;
        return {
          left: box.left + dx - 3, right: box.right + dx + 3,
          top: box.top + dy - 3, bottom: box.bottom + dy + 3,
        };
      });
    }

    paint(c, view) {
      this.drawn = [];
      this.boxes = [];
      this.taken = [];
      this.paintTrack(c, view);
      const symbols = this.inOrder().map((single) => {
        const size = single.id === this.selected ? SELECTED_BOX : SYMBOL_BOX;
        return this.settle(c, view, single, size, { id: single.id });
      });
      this.taken.push(...this.reserved(view));
      const clusters = this.clusters.map((cluster) => {
        const half = cv.clusterWidth(c, cluster, this.families) / 2 + 5;
        const size = { left: half, right: half, top: 20, bottom: 18 };
        return this.settle(c, view, cluster, size, { cluster });
      });
      for (const placed of [...symbols, ...clusters]) this.paintLeader(c, placed);
      for (const { thing, at } of clusters) {
        cv.drawCluster(c, at.x, at.y, thing, this.colours, this.families);
      }
      for (const { thing, at } of [...symbols].reverse()) {
        const symbol = { ...thing, selected: thing.id === this.selected };
        cv.drawSymbol(c, at.x, at.y, symbol, this.colours, this.families);
      }
      for (const { thing, at } of symbols) this.paintWords(c, view, thing, at);
      this.changed();
    }

    // The chosen one keeps its place, then what is in danger, what is dangerous, what helps.
    inOrder() {
      const rank = (single) => (single.id === this.selected ? -1 : FAMILY_RANK[single.family]);
      return [...this.singles].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
    }

    // Finds room for a symbol or a cluster, beside its place when another one is there already.
    settle(c, view, thing, size, hit) {
      const home = view.place(thing.lat, thing.lon);
      const boxAt = ([dx, dy]) => ({
        left: home.x + dx - size.left, right: home.x + dx + size.right,
        top: home.y + dy - size.top, bottom: home.y + dy + size.bottom,
      });
      const isFree = (step) => !this.taken.some((other) => cv.overlaps(boxAt(step), other));
      const step = STEPS.find(isFree) || STEPS[0];
      this.note(view, boxAt(step), hit);
      return { thing, home, at: { x: home.x + step[0], y: home.y + step[1] } };
    }

    // From a symbol that had to give way to its true place.
    paintLeader(c, { thing, home, at }) {
      if (home.x === at.x && home.y === at.y) return;
      c.beginPath();
      c.moveTo(home.x, home.y);
      c.lineTo(at.x, at.y);
      c.strokeStyle = this.colours.mapHalo;
      c.lineWidth = 4;
      c.stroke();
      c.strokeStyle = cv.familyColour(thing, this.colours);
      c.lineWidth = 1.5;
      c.stroke();
      c.beginPath();
      c.arc(home.x, home.y, 3.5, 0, 2 * Math.PI);
      c.fillStyle = cv.familyColour(thing, this.colours);
      c.fill();
    }

    note(view, box, hit) {
      this.taken.push(box);
      this.boxes.push({ box, origin: view.origin });
      if (hit !== undefined) this.drawn.push({ box, hit });
    }

    paintTrack(c, view) {
      const runs = [...this.track, this.recent];
      c.beginPath();
      for (const run of runs) {
        run.forEach(([lat, lon], index) => {
          const at = view.place(lat, lon);
          if (index === 0) c.moveTo(at.x, at.y);
          else c.lineTo(at.x, at.y);
        });
      }
      c.lineJoin = c.lineCap = "round";
      c.strokeStyle = this.colours.mapHalo;
      c.lineWidth = TRACK_PX + 2;
      c.globalAlpha = 0.75;
      c.stroke();
      c.globalAlpha = 1;
      c.strokeStyle = this.colours.accent;
      c.lineWidth = TRACK_PX - 1;
      c.stroke();
    }

    paintWords(c, view, single, at) {
      c.font = `700 15px ${this.families}`;
      let width = c.measureText(single.name).width;
      c.font = `400 13px ${this.families}`;
      width = Math.max(width, single.note ? c.measureText(single.note).width : 0);
      const half = single.note ? 19 : 10, gap = cv.SYMBOL_SIDE / 2 + 7;
      const places = [
        { x: at.x + gap, y: at.y, align: "left", left: at.x + gap },
        { x: at.x - gap, y: at.y, align: "right", left: at.x - gap - width },
        { x: at.x, y: at.y + gap + half, align: "center", left: at.x - width / 2 },
        { x: at.x, y: at.y - gap - half, align: "center", left: at.x - width / 2 },
      ];
      for (const place of places) {
        const box = {
          left: place.left - 2, right: place.left + width + 2,
          top: place.y - half, bottom: place.y + half,
        };
        if (this.taken.some((other) => cv.overlaps(box, other))) continue;
        this.note(view, box, { id: single.id });
        c.textAlign = place.align;
        this.word(c, single.name, 700, 15, place.x, place.y - (single.note ? 9 : 0), "mapLabel");
        if (single.note) {
          this.word(c, single.note, 400, 13, place.x, place.y + 10, single.noteRole);
        }
        c.textAlign = "left";
        return;
      }
    }

    word(c, text, weight, size, x, y, role) {
      c.font = `${weight} ${size}px ${this.families}`;
      c.textBaseline = "middle";
      c.lineJoin = "round";
      c.lineWidth = 3;
      c.strokeStyle = this.colours.mapHalo;
      c.strokeText(text, x, y);
      c.fillStyle = this.colours[role] || this.colours.mapLabel;
      c.fillText(text, x, y);
    }

    // What lies under a point of the container: the topmost symbol or cluster, else null.
    hit(containerPoint) {
      if (this.drawn === undefined) return null;
      const at = this.map.containerPointToLayerPoint(containerPoint).subtract(this.canvas.origin);
      let best = null, nearest = HIT_SLOP_PX + 0.01;
      for (const { box, hit } of this.drawn) {
        const dx = Math.max(box.left - at.x, 0, at.x - box.right);
        const dy = Math.max(box.top - at.y, 0, at.y - box.bottom);
        const distance = Math.hypot(dx, dy);
        if (distance < nearest || (distance === 0 && nearest === 0)) {
          best = hit;
          nearest = distance;
        }
      }
      return best;
    }
  }

  Object.assign(window.cv, { Objects });
})();
