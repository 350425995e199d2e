// SPDX-License-Identifier: Apache-2.0
// How the layers of a vector tile are drawn. Colours are roles that the program hands over; layer
// and class names are those of the OpenMapTiles schema.
"use strict";

(() => {
  const GREEN = {
    wood: 1, forest: 1, park: 1, grass: 0.8, farmland: 0.75, wetland: 0.7, farm: 0.75, scrub: 0.6,
  };
  const BUILT = {
    residential: "mapBuilt", commercial: "mapBuilt", retail: "mapBuilt", school: "mapBuilt",
    hospital: "mapBuilt", pitch: "mapGreen", industrial: "mapIndustry", quarry: "mapIndustry",
  };

  // Width in pixels by zoom: [zoom, width] pairs, straight lines between them.
  const ROADS = {
    motorway: { width: [[5, 1], [9, 2], [12, 4], [15, 9], [18, 22]], rank: 9 },
    trunk: { width: [[6, 1], [9, 2], [12, 4], [15, 9], [18, 22]], rank: 8 },
    primary: { width: [[7, 1], [10, 2], [12, 4], [15, 10], [18, 26]], rank: 7 },
    secondary: { width: [[9, 1], [11, 2], [13, 5], [15, 9], [18, 24]], rank: 6 },
    tertiary: { width: [[10, 1], [12, 2.5], [14, 6], [15, 8], [18, 22]], rank: 5 },
    minor: { width: [[12, 1], [14, 3], [15, 5], [16, 7], [18, 16]], rank: 4 },
    service: { width: [[13, 0.7], [15, 2.2], [16, 4], [18, 9]], rank: 3 },
    track: { width: [[12, 0.7], [15, 1.4], [18, 3]], rank: 2, dash: [6, 4] },
    path: { width: [[14, 0.7], [16, 1.4], [18, 2.4]], rank: 1, dash: [3, 3] },
  };
  const MIN_CASED_WIDTH = 2.2;
  const CASE = 1.2;

  const RIVERS = {
    river: [[3, 0.7], [7, 1.1], [10, 2], [13, 4], [18, 8]],
    canal: [[10, 0.8], [13, 1.6], [18, 5]],
    stream: [[11, 0.7], [14, 1.4], [18, 4]],
    ditch: [[13, 0.6], [15, 1], [18, 2.5]],
  };

  function atZoom(stops, zoom) {
    if (zoom <= stops[0][0]) return stops[0][1];
    for (let at = 1; at < stops.length; at++) {
      if (zoom <= stops[at][0]) {
        const [z0, w0] = stops[at - 1], [z1, w1] = stops[at];
        return w0 + ((zoom - z0) / (z1 - z0)) * (w1 - w0);
      }
    }
    return stops[stops.length - 1][1];
  }

  // Draws one tile. `frame` turns tile units into pixels of the canvas.
  class TilePainter {
    constructor(context, layers, frame, zoom, colours) {
      Object.assign(this, { context, layers, frame, zoom, colours });
    }

    paint() {
      const c = this.context;
      c.lineJoin = "round";
      this.landcover();
      this.landuse();
      this.waterways();
      this.water();
      this.buildings();
      this.roads();
      c.globalAlpha = 1;
      c.setLineDash([]);
    }

    features(name) {
      return this.layers[name] ? this.layers[name].features : [];
    }

    trace(name, feature, close) {
      const c = this.context, frame = this.frame;
      const k = frame.scale / this.layers[name].extent;
      for (const part of feature.parts) {
        c.moveTo(part[0] * k - frame.x, part[1] * k - frame.y);
        for (let at = 2; at < part.length; at += 2) {
          c.lineTo(part[at] * k - frame.x, part[at + 1] * k - frame.y);
        }
        if (close) c.closePath();
      }
    }

    fill(name, feature, colour) {
      const c = this.context;
      c.beginPath();
      this.trace(name, feature, true);
      c.fillStyle = colour;
      c.fill("evenodd");
    }

    landcover() {
      for (const feature of this.features("landcover")) {
        const strength = GREEN[feature.tags.class];
        if (strength === undefined) continue;
        this.context.globalAlpha = strength;
        this.fill("landcover", feature, this.colours.mapGreen);
      }
      this.context.globalAlpha = 1;
    }

    landuse() {
      const c = this.context;
      for (const feature of this.features("landuse")) {
        const role = BUILT[feature.tags.class];
        if (role === undefined) continue;
        this.fill("landuse", feature, this.colours[role]);
        if (role === "mapIndustry" && this.zoom >= 13) {
          c.strokeStyle = this.colours.mapIndustryEdge;
          c.lineWidth = 1;
          c.setLineDash([6, 4]);
          c.stroke();
          c.setLineDash([]);
        }
      }
    }

    water() {
      const c = this.context;
      for (const feature of this.features("water")) {
        this.fill("water", feature, this.colours.mapWater);
        c.strokeStyle = this.colours.mapWaterEdge;
        c.lineWidth = this.zoom < 8 ? 0.7 : 1.2;
        c.stroke();
      }
    }

    // Before the areas of water, which cover the line of a wide river.
    waterways() {
      const c = this.context;
      for (const feature of this.features("waterway")) {
        const stops = RIVERS[feature.tags.class];
        if (stops === undefined) continue;
        const width = atZoom(stops, this.zoom);
        c.beginPath();
        this.trace("waterway", feature, false);
        c.strokeStyle = this.colours.mapWaterEdge;
        c.lineWidth = width < MIN_CASED_WIDTH ? width : width + CASE;
        c.stroke();
        if (width < MIN_CASED_WIDTH) continue;
        c.strokeStyle = this.colours.mapWater;
        c.lineWidth = width - CASE;
        c.stroke();
      }
    }

    buildings() {
      const c = this.context;
      const all = this.features("building");
      if (all.length === 0) return;
      c.beginPath();
      for (const feature of all) this.trace("building", feature, true);
      if (this.zoom < 16) {
        c.globalAlpha = 0.35;
        c.fillStyle = this.colours.mapIndustryEdge;
        c.fill();
      } else {
        c.globalAlpha = 0.9;
        c.strokeStyle = this.colours.mapIndustryEdge;
        c.lineWidth = 1.2;
        c.stroke();
      }
      c.globalAlpha = 1;
    }

    roads() {
      const c = this.context;
      c.lineCap = "round";
      const drawn = [];
      for (const feature of this.features("transportation")) {
        if (feature.tags.class === "rail") drawn.push([0, feature, null]);
        const road = ROADS[feature.tags.class];
        if (road === undefined) continue;
        drawn.push([road.rank + (feature.tags.brunnel === "bridge" ? 10 : 0), feature, road]);
      }
      drawn.sort((a, b) => a[0] - b[0]);
      for (const bridges of [false, true]) {
        const level = drawn.filter(([rank]) => rank > 10 === bridges);
        for (const [, feature, road] of level) this.casing(feature, road, bridges);
        for (const [, feature, road] of level) this.carriageway(feature, road);
      }
      c.lineCap = "butt";
    }

    line(feature, colour, width, dash) {
      const c = this.context;
      c.beginPath();
      this.trace("transportation", feature, false);
      c.strokeStyle = colour;
      c.lineWidth = width;
      c.setLineDash(dash || []);
      c.stroke();
    }

    casing(feature, road, isBridge) {
      if (road === null || road.dash) return;
      const width = atZoom(road.width, this.zoom);
      if (width < MIN_CASED_WIDTH) return;
      this.context.lineCap = isBridge ? "butt" : "round";
      this.line(feature, this.colours.mapRoadCase, width + 2 * CASE + (isBridge ? 2 : 0));
      this.context.lineCap = "round";
    }

    carriageway(feature, road) {
      if (road === null) {
        this.rail(feature);
        return;
      }
      const width = atZoom(road.width, this.zoom);
      const isThin = width < MIN_CASED_WIDTH || road.dash;
      this.context.lineCap = road.dash ? "butt" : "round";
      this.line(feature, isThin ? this.colours.thinRoad : this.colours.mapRoad, width, road.dash);
      this.context.lineCap = "round";
    }

    rail(feature) {
      this.context.lineCap = "butt";
      const width = this.zoom < 12 ? 1 : 3;
      this.line(feature, this.colours.mapRail, width);
      if (width > 1) this.line(feature, this.colours.mapLand, width - 1.6, [9, 9]);
      this.context.lineCap = "round";
    }
  }

  // Thin roads have no casing: they take the darker of the two road colours by day, and the lighter
  // by night, where the casing is darker than the land.
  function withThinRoads(colours) {
    const red = (colour) => parseInt(colour.slice(1, 3), 16);
    const isDark = red(colours.mapLand) < 128;
    return { ...colours, thinRoad: isDark ? colours.mapRoad : colours.mapRoadCase };
  }

  Object.assign(window.cv, { TilePainter, withThinRoads });
})();
