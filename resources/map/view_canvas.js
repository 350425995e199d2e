// SPDX-License-Identifier: Apache-2.0
// A canvas over the whole view and some way beyond it: panning moves it with the map, and only when
// the view leaves it, or its content changes, is it painted again.
"use strict";

(() => {
  const BEYOND = 0.25;

  class ViewCanvas {
    constructor(map, paneName, zIndex, paint, beyond = BEYOND) {
      this.map = map;
      this.paint = paint;
      this.beyond = beyond;
      this.pending = 0;
      const pane = map.createPane(paneName);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = "none";
      this.canvas = document.createElement("canvas");
      this.canvas.className = "view-canvas";
      pane.appendChild(this.canvas);
      this.zoom = null;
      map.on("moveend", () => this.onMoved());
      map.on("resize", () => this.request());
      map.on("zoomstart", () => this.clear());
    }

    clear() {
      this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
    }

    onMoved() {
      const size = this.map.getSize();
      const origin = this.map.containerPointToLayerPoint([0, 0]);
      const isInside = this.zoom === this.map.getZoom()
        && origin.x >= this.origin.x && origin.y >= this.origin.y
        && origin.x + size.x <= this.origin.x + this.width
        && origin.y + size.y <= this.origin.y + this.height;
      if (!isInside) this.request();
    }

    request() {
      if (this.pending === 0) {
        this.pending = requestAnimationFrame(() => {
          this.pending = 0;
          this.repaint();
        });
      }
    }

    repaint() {
      const size = this.map.getSize();
      const pad = size.multiplyBy(this.beyond).round();
      const ratio = window.devicePixelRatio || 1;
      this.zoom = this.map.getZoom();
      this.origin = this.map.containerPointToLayerPoint([-pad.x, -pad.y]);
      this.width = size.x + 2 * pad.x;
      this.height = size.y + 2 * pad.y;
      this.canvas.width = Math.round(this.width * ratio);
      this.canvas.height = Math.round(this.height * ratio);
      this.canvas.style.width = this.width + "px";
      this.canvas.style.height = this.height + "px";
      L.DomUtil.setPosition(this.canvas, this.origin);
      const context = this.canvas.getContext("2d");
      context.scale(ratio, ratio);
      this.paint(context, this);
    }

    // Pixel of this canvas behind a place.
    place(latitude, longitude) {
      return this.map.latLngToLayerPoint([latitude, longitude]).subtract(this.origin);
    }

    // Offset from world pixels at the present zoom to pixels of this canvas.
    get worldOffset() {
      return this.map.getPixelOrigin().add(this.origin);
    }
  }

  Object.assign(window.cv, { ViewCanvas });
})();
