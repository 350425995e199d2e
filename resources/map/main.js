// SPDX-License-Identifier: Apache-2.0
// Puts the page together and talks with the program: it says what to show, the page says what is
// in view, what was pressed and where the pointer is. Values from the program come as JSON text.
"use strict";

(() => {
  const VIEW_DELAY_MS = 80;
  const CURSOR_DELAY_MS = 60;

  class Page {
    constructor(map, program) {
      this.map = map;
      this.program = program;
      this.layers = new Map();
      this.follows = false;
    }

    // The first word of the program: colours, fonts, packs and the place to look at.
    async setUp(setup) {
      this.colours = cv.withThinRoads(setup.colours);
      const families = setup.families;
      this.paintGround();
      await cv.loadPictures(setup.symbols);
      this.map.setMinZoom(setup.minZoom);
      this.map.setMaxZoom(setup.maxZoom);
      this.map.setView([setup.lat, setup.lon], setup.zoom, { animate: false });
      const shared = { colours: this.colours, families };
      this.own = new cv.OwnVehicle(this.map, shared);
      this.objects = new cv.Objects(this.map, {
        ...shared,
        changed: () => this.labels.request(),
        reserved: (view) => this.own.obstacles(view),
      });
      this.labels = new cv.Labels(this.map, {
        ...shared,
        language: setup.language,
        layers: () => [...this.layers.values()].filter((layer) => this.map.hasLayer(layer)),
        obstacles: (view) => [...this.own.obstacles(view), ...this.objects.obstacles(view)],
        symbolNames: () => this.objects.names(),
      });
      setup.packs.forEach((pack, order) => this.addPack(pack, order));
      this.listen();
      this.program.ready();
      this.reportView();
    }

    addPack(pack, order) {
      const layer = new cv.PackLayer(pack, this.colours);
      layer.setZIndex(order + 1);
      layer.on("content", () => this.labels.request());
      this.layers.set(pack.key, layer);
      this.setLayer(pack);
    }

    setLayer({ key, visible, opacity }) {
      const layer = this.layers.get(key);
      if (layer === undefined) return;
      layer.setOpacity(opacity);
      if (visible) layer.addTo(this.map);
      else layer.remove();
      this.labels.request();
    }

    paintGround() {
      document.documentElement.style.setProperty("--land", this.colours.mapLand);
    }

    recolour(given) {
      const colours = cv.withThinRoads(given);
      this.colours = colours;
      this.paintGround();
      for (const layer of this.layers.values()) layer.recolour(colours);
      for (const part of [this.own, this.objects, this.labels]) {
        part.colours = colours;
        part.request();
      }
    }

    showOwn(state) {
      this.own.show(state);
      if (state.freshness === "live") this.objects.passed(state.lat, state.lon);
      if (this.follows) this.map.setView([state.lat, state.lon], this.map.getZoom(), { animate: false });
    }

    follow(follows) {
      this.follows = follows;
      if (follows && this.own.state !== null) this.showOwn(this.own.state);
    }

    look({ lat, lon, zoom }) {
      this.map.setView([lat, lon], zoom === null ? this.map.getZoom() : zoom, { animate: false });
    }

    listen() {
      this.map.on("moveend", () => this.reportView());
      this.map.on("dragstart", () => { this.follows = false; this.program.panned(); });
      this.map.on("click", (event) => this.press(event));
      this.map.on("mousemove", (event) => this.reportCursor(event.latlng));
      this.map.on("mouseout", () => this.reportCursor(null));
    }

    press(event) {
      const hit = this.objects.hit(event.containerPoint);
      if (hit === null) this.program.clicked("");
      else if (hit.cluster === undefined) this.program.clicked(hit.id);
      else {
        const { south, west, north, east } = hit.cluster;
        const bounds = L.latLngBounds([south, west], [north, east]);
        const zoom = Math.min(this.map.getBoundsZoom(bounds, false, [120, 120]), this.map.getZoom() + 4);
        if (this.map.getZoom() === this.map.getMaxZoom()) {
          this.program.clicked_place(bounds.getCenter().lat, bounds.getCenter().lng);
          return;
        }
        this.follows = false;
        this.program.panned();
        this.map.setView(bounds.getCenter(), Math.max(zoom, this.map.getZoom() + 1), { animate: false });
      }
    }

    // At a bounded rate, the last one for certain; while the map follows it never comes to rest.
    reportView() {
      if (this.viewTimer !== undefined) return;
      this.viewTimer = setTimeout(() => {
        this.viewTimer = undefined;
        const box = this.map.getBounds();
        this.program.view_changed(
          box.getSouth(), box.getWest(), box.getNorth(), box.getEast(), this.map.getZoom());
      }, VIEW_DELAY_MS);
    }

    reportCursor(place) {
      this.cursor = place;
      if (this.cursorTimer !== undefined) return;
      this.cursorTimer = setTimeout(() => {
        this.cursorTimer = undefined;
        if (this.cursor === null) this.program.cursor_left();
        else this.program.cursor_moved(this.cursor.lat, this.cursor.lng);
      }, CURSOR_DELAY_MS);
    }
  }

  function start(map) {
    new QWebChannel(qt.webChannelTransport, (channel) => {
      const program = channel.objects.program;
      const page = new Page(map, program);
      window.cv.page = page;
      program.setup.connect((text) => page.setUp(JSON.parse(text)));
      program.colours.connect((text) => page.recolour(JSON.parse(text)));
      program.picture.connect((text) => page.objects.show(JSON.parse(text)));
      program.own.connect((text) => page.showOwn(JSON.parse(text)));
      program.layer.connect((text) => page.setLayer(JSON.parse(text)));
      program.look.connect((text) => page.look(JSON.parse(text)));
      program.selected.connect((id) => page.objects.select(id === "" ? null : id));
      program.follow.connect((follows) => page.follow(follows));
      program.pan.connect((x, y) => map.panBy([x, y], { animate: false }));
      program.zoom.connect((steps) => map.setZoom(map.getZoom() + steps, { animate: false }));
      program.loaded();
    });
  }

  Object.assign(window.cv, { start });
})();
