// SPDX-License-Identifier: Apache-2.0
// Map symbols. Their pictures are the icons of the program, on a 24 grid with one stroke weight.
"use strict";

(() => {
  const pictures = new Map();

  // Reads the icons once; they consist of paths and circles.
  async function loadPictures(names) {
    await Promise.all(names.map(async (name) => {
      const answer = await fetch(`cvmap://map/icons/${name}.svg`);
      const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
      const outline = new Path2D();
      for (const path of drawing.querySelectorAll("path")) {
        outline.addPath(new Path2D(path.getAttribute("d")));
      }
      for (const circle of drawing.querySelectorAll("circle")) {
        const [x, y, r] = ["cx", "cy", "r"].map((key) => Number(circle.getAttribute(key)));
        outline.moveTo(x + r, y);
        outline.arc(x, y, r, 0, 2 * Math.PI);
      }
      pictures.set(name, outline);
    }));
  }

  const SIDE = 40, BAND = 15, HALO = 2;
  const FAMILY = {
    event: { colour: "mapEvent", ink: "onMapSymbol", radius: 7 },
    hazard: { colour: "mapHazard", ink: "onMapHazard", radius: 0 },
    target: { colour: "mapTarget", ink: "onMapSymbol", radius: 0 },
    resource: { colour: "mapResource", ink: "onMapSymbol", radius: 0 },
  };

  // A symbol centred on x, y. Condition: live, stale or lost.
  function drawSymbol(c, x, y, symbol, colours, families) {
    const family = FAMILY[symbol.family];
    const isLost = symbol.condition === "lost", isStale = symbol.condition === "stale";
    const ink = isLost ? colours.lostFill : colours[family.colour];
    const left = x - SIDE / 2, top = y - SIDE / 2;
    c.beginPath();
    c.roundRect(left - HALO, top - HALO, SIDE + 2 * HALO, SIDE + 2 * HALO, family.radius);
    c.fillStyle = colours.mapSymbol;
    c.fill();
    c.beginPath();
    c.roundRect(left + 1, top + 1, SIDE - 2, SIDE - 2, family.radius);
    c.strokeStyle = ink;
    c.lineWidth = 2;
    c.setLineDash(isStale ? [5, 3] : []);
    c.stroke();
    c.setLineDash([]);
    band(c, left, top, { ink, isStale, word: symbol.word }, colours[family.ink], families);
    picture(c, x, top, symbol.picture, ink, isLost);
    if (symbol.selected) {
      c.strokeStyle = colours.mapOwn;
      c.lineWidth = 3;
      c.strokeRect(left - 6.5, top - 6.5, SIDE + 13, SIDE + 13);
    }
  }

  function band(c, left, top, look, onInk, families) {
    const y = top + SIDE - BAND - 1;
    if (!look.isStale) {
      c.fillStyle = look.ink;
      c.fillRect(left + 1, y, SIDE - 2, BAND);
    }
    c.font = `700 12px ${families}`;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillStyle = look.isStale ? look.ink : onInk;
    c.fillText(look.word, left + SIDE / 2, y + BAND / 2 + 0.5, SIDE - 4);
    c.textAlign = "left";
  }

  function picture(c, x, top, name, ink, isCrossed) {
    const outline = pictures.get(name);
    c.save();
    c.translate(x - 10.2, top + 2);
    c.scale(0.85, 0.85);
    c.strokeStyle = ink;
    c.lineWidth = 2.2;
    c.lineJoin = "miter";
    c.lineCap = "square";
    if (outline !== undefined) c.stroke(outline);
    if (isCrossed) {
      c.beginPath();
      c.moveTo(2, 3);
      c.lineTo(22, 23);
      c.stroke();
    }
    c.restore();
  }

  const CLUSTER_HEIGHT = 28;

  function clusterWidth(c, cluster, families) {
    c.font = `700 15px ${families}`;
    return Math.ceil(c.measureText(cluster.label).width) + 20;
  }

  // A double frame with a word and an exact count.
  function drawCluster(c, x, y, cluster, colours, families) {
    const width = clusterWidth(c, cluster, families);
    const left = Math.round(x - width / 2), top = Math.round(y - CLUSTER_HEIGHT / 2);
    c.fillStyle = colours.mapSymbol;
    c.fillRect(left - 3, top - 6, width + 9, CLUSTER_HEIGHT + 9);
    c.strokeStyle = familyColour(cluster, colours);
    c.lineWidth = 2;
    c.strokeRect(left + 3, top - 3, width, CLUSTER_HEIGHT);
    c.fillRect(left, top, width, CLUSTER_HEIGHT);
    c.strokeRect(left, top, width, CLUSTER_HEIGHT);
    c.fillStyle = colours.text;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillText(cluster.label, left + width / 2, top + CLUSTER_HEIGHT / 2 + 1);
    c.textAlign = "left";
  }

  const familyColour = (thing, colours) => colours[FAMILY[thing.family].colour];

  Object.assign(window.cv, {
    loadPictures, drawSymbol, drawCluster, clusterWidth, familyColour, SYMBOL_SIDE: SIDE,
  });
})();
