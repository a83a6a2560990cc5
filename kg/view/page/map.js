// The whole map, as a bitmap: painted when the view rests, in slices, and only moved and scaled
// while it does not. So a frame costs the same for 500 nodes and for 50,000.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, colours, shown } = KG;
  const { box, bounds, network } = camera;

  const MARGIN = 1.35; // the bitmap is that much wider than the box, so that panning finds it painted
  const MOST_EDGES = 24000; // edges are sorted by how much they tell; the rest is not missed
  const REST = 110; // milliseconds without movement before painting anew
  const SLICE = 9; // milliseconds of painting before the browser may do something else
  const REGION = 20; // how far the ground of a topic reaches around its nodes, in units of the map

  /** @type {Tile | null} */
  let tile = null; // {canvas, left, top, scale}: the view and some way around it
  /** @type {Tile | null} */
  let under = null; // the whole map, coarse: what is seen while the tile is not ready
  /** @type {object | null} */
  let job = null;
  let timer = 0;
  /** @type {number[]} */
  const painted = []; // facts that are drawn
  KG.paintedEdges = () => painted;
  const pixels = () => Math.min(2, window.devicePixelRatio || 1);

  /** @param {CanvasRenderingContext2D} g @param {number} width @param {number} height @param {number} left @param {number} top @param {number} scale */
  function* paint(g, width, height, left, top, scale) {
    yield* paintRegions(g, width, height, left, top, scale);
    yield* paintEdges(g, width, height, left, top, scale);
    yield* paintNodes(g, width, height, left, top, scale);
  }

  /** @param {CanvasRenderingContext2D} g @param {number} width @param {number} height @param {number} left @param {number} top @param {number} scale */
  function* paintRegions(g, width, height, left, top, scale) {
    if (KG.looks.colour !== 'topic' || !KG.hasTopics) return;
    /** @type {number[][]} */
    const members = D.topics.map(() => []);
    for (let i = 0; i < D.n; i++) if (shown.node[i] && !D.nodes.aside[i]) members[D.nodes.topic[i]].push(i);
    // Regions are for the far view; near by they would only be discs around dots.
    const zoom = scale / pixels() / camera.wholeScale();
    const strength = (KG.isDark() ? 0.17 : 0.12) * Math.max(0.4, Math.min(1, 1.7 / zoom));
    for (let topic = 0; topic < members.length; topic++) {
      if (D.topics[topic].colour < 0) continue;
      g.fillStyle = colours.tint(colours.topic(topic), strength);
      for (let start = 0; start < members[topic].length; start += 400) {
        g.beginPath();
        for (const i of members[topic].slice(start, start + 400)) {
          const [x, y, r] = [(D.x[i] - left) * scale, (D.y[i] - top) * scale, (D.r[i] + REGION) * scale];
          if (x < -r || y < -r || x > width + r || y > height + r) continue;
          g.moveTo(x + r, y);
          g.arc(x, y, r, 0, 6.2832);
        }
        g.fill();
        yield;
      }
    }
  }

  /** @param {CanvasRenderingContext2D} g @param {number} width @param {number} height @param {number} left @param {number} top @param {number} scale */
  function* paintEdges(g, width, height, left, top, scale) {
    const zoom = scale / pixels() / camera.wholeScale();
    const crowd = Math.min(1, Math.sqrt(5000 / Math.max(1, shown.edges)));
    const strength = Math.min(0.6, Math.max(0.12, 0.3 * crowd * Math.sqrt(zoom)));
    g.lineWidth = Math.max(0.6, Math.min(1.4, scale));
    // Long edges fade: they cross the map and say little about where they pass.
    const limits = [0.1 * Math.max(width, height), 0.3 * Math.max(width, height), Infinity];
    /** @type {number[][]} */
    const lines = [[], [], []];
    /** @param {number} k */
    const draw = (k) => {
      g.strokeStyle = `rgba(${colours.style.edge},${strength * [1, 0.5, 0.2][k]})`;
      g.beginPath();
      for (let q = 0; q < lines[k].length; q += 4) {
        g.moveTo(lines[k][q], lines[k][q + 1]);
        g.lineTo(lines[k][q + 2], lines[k][q + 3]);
      }
      g.stroke();
      lines[k].length = 0;
    };
    /** @param {number} x @param {number} y */
    const outside = (x, y) => x < 0 || y < 0 || x > width || y > height;
    painted.length = 0;
    for (let e = 0; e < D.m && painted.length < MOST_EDGES; e++) {
      if (!shown.edge[e]) continue;
      const [a, b] = [D.edges.head[e], D.edges.tail[e]];
      const [ax, ay] = [(D.x[a] - left) * scale, (D.y[a] - top) * scale];
      const [bx, by] = [(D.x[b] - left) * scale, (D.y[b] - top) * scale];
      if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
      if (zoom > 3 && outside(ax, ay) && outside(bx, by)) continue;
      const length = Math.abs(ax - bx) + Math.abs(ay - by);
      if (length < 2) continue;
      painted.push(e);
      const k = limits.findIndex((most) => length < most);
      lines[k].push(ax, ay, bx, by);
      if (lines[k].length >= 1600) { draw(k); yield; }
    }
    lines.forEach((_, k) => draw(k));
  }

  /** @param {CanvasRenderingContext2D} g @param {number} width @param {number} height @param {number} left @param {number} top @param {number} scale */
  function* paintNodes(g, width, height, left, top, scale) {
    const byColour = new Map();
    for (let q = D.n - 1; q >= 0; q--) { // the largest last, so on top
      const i = D.order[q];
      if (!shown.node[i]) continue;
      const [x, y, r] = [(D.x[i] - left) * scale, (D.y[i] - top) * scale, D.r[i] * scale];
      if (x < -r || y < -r || x > width + r || y > height + r) continue;
      const colour = D.nodes.aside[i] && KG.looks.colour === 'topic' ? colours.style.grey : colours.node(i);
      if (!byColour.has(colour)) byColour.set(colour, []);
      byColour.get(colour).push(i);
    }
    g.strokeStyle = colours.style.ground;
    g.lineWidth = 0.8 * pixels();
    const byType = KG.looks.colour === 'type';
    for (const [colour, members] of byColour) {
      g.fillStyle = colour;
      for (let start = 0; start < members.length; start += 400) {
        g.beginPath();
        for (const i of members.slice(start, start + 400)) {
          const [x, y] = [(D.x[i] - left) * scale, (D.y[i] - top) * scale];
          const r = Math.max(0.8, D.r[i] * scale);
          if (r < 1.3) g.rect(x - r, y - r, 2 * r, 2 * r); // too small to have a shape
          else outline(g, byType ? D.nodes.type[i] : 0, x, y, r);
        }
        g.fill();
        if (scale > 0.6 * pixels()) g.stroke();
        yield;
      }
    }
  }

  /**
   * Where colours tell types, shapes do too (KG.sign): ● ■ ▲ ◆ ○. All have the same area.
   * @param {CanvasRenderingContext2D} g @param {number} type @param {number} x @param {number} y @param {number} r
   */
  function outline(g, type, x, y, r) {
    if (type === 1) g.rect(x - 0.886 * r, y - 0.886 * r, 1.772 * r, 1.772 * r);
    else if (type === 2 || type === 3) {
      const corners = type === 2 ? [[0, -1.55], [1.35, 0.78], [-1.35, 0.78]] : [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]];
      corners.forEach(([dx, dy], k) => (k ? g.lineTo(x + dx * r, y + dy * r) : g.moveTo(x + dx * r, y + dy * r)));
      g.closePath();
    } else {
      g.moveTo(x + r, y);
      g.arc(x, y, r, 0, 6.2832);
      // A ring: the inner circle runs the other way round, so that it stays empty.
      if (type === 4 && r > 2.5) { g.moveTo(x + 0.5 * r, y); g.arc(x, y, 0.5 * r, 0, 6.2832, true); }
    }
  }

  /** Draw at once what of the map is seen in the box, in its pixels. */
  KG.drawMap = function (g) {
    const [ratio, scale, kept] = [pixels(), camera.scale(), painted.slice()];
    const { x, y } = camera.toMap(0, 0);
    g.save();
    g.scale(1 / ratio, 1 / ratio);
    const steps = paint(g, box.clientWidth * ratio, box.clientHeight * ratio, x, y, scale * ratio);
    while (!steps.next().done);
    g.restore();
    painted.length = 0; // those around the box can still be clicked
    for (const e of kept) painted.push(e);
  };

  /** @param {{x: number, y: number}} centre @param {number} scale @param {number} margin */
  function newTile(centre, scale, margin) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(box.clientWidth * pixels() * margin));
    canvas.height = Math.max(1, Math.round(box.clientHeight * pixels() * margin));
    const s = scale * pixels();
    return {
      canvas, scale: s,
      left: centre.x - canvas.width / 2 / s, top: centre.y - canvas.height / 2 / s,
      /** @param {Tile} made */
      steps(made) {
        return paint(/** @type {CanvasRenderingContext2D} */ (made.canvas.getContext('2d')), canvas.width, canvas.height, made.left, made.top, made.scale);
      },
    };
  }

  /** @param {Generator<undefined, void>} steps @param {() => void} done */
  function run(steps, done) {
    const mine = (job = {});
    (function slice() {
      if (job !== mine) return; // a newer one has begun
      const start = performance.now();
      while (performance.now() - start < SLICE) if (steps.next().done) { job = null; done(); return; }
      setTimeout(slice, 0);
    })();
  }

  function repaint() {
    const made = newTile(camera.centre(), camera.scale(), MARGIN);
    run(made.steps(made), () => { tile = made; KG.tell('rested'); network.redraw(); });
  }

  /** Paint at once, whole map first: for the first frame and whenever everything has changed. */
  KG.repaintAll = function () {
    job = null;
    clearTimeout(timer);
    const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
    under = newTile(middle, camera.wholeScale(), 1);
    const steps = under.steps(under);
    while (!steps.next().done);
    tile = null;
    last = '';
    network.redraw();
    // The very first frame need not wait for the fine picture: that comes when the view rests.
    if (KG.drawnAt) repaint();
  };

  let last = '';
  network.on('beforeDrawing', (/** @type {CanvasRenderingContext2D} */ g) => {
    const { x, y } = camera.centre();
    const now = `${camera.scale()} ${x} ${y}`;
    if (now !== last) {
      last = now;
      job = null;
      clearTimeout(timer);
      timer = setTimeout(repaint, REST);
    }
    g.save();
    g.globalAlpha = KG.focused() ? (KG.isDark() ? 0.14 : 0.1) : 1;
    /** @param {Tile} t */
    const put = (t) => g.drawImage(t.canvas, t.left, t.top, t.canvas.width / t.scale, t.canvas.height / t.scale);
    if (under && !covers(tile)) put(under);
    if (tile) {
      // The coarse map must not shine through between the dots of the fine one.
      if (under && !covers(tile) && !KG.focused()) {
        g.fillStyle = colours.style.ground;
        g.fillRect(tile.left, tile.top, tile.canvas.width / tile.scale, tile.canvas.height / tile.scale);
      }
      put(tile);
    }
    g.restore();
  });

  /** @param {Tile | null} t */
  function covers(t) {
    if (!t) return false;
    const { x, y } = camera.centre();
    const [w, h] = [box.clientWidth / 2 / camera.scale(), box.clientHeight / 2 / camera.scale()];
    return x - w >= t.left && y - h >= t.top &&
      x + w <= t.left + t.canvas.width / t.scale && y + h <= t.top + t.canvas.height / t.scale;
  }

  /** The whole map as a small picture: {canvas, left, top, scale}; null before the first painting. */
  KG.wholePicture = () => under;

  KG.on('filtered', () => { if (KG.drawnAt) KG.repaintAll(); });
  KG.on('restyled', () => { if (KG.drawnAt) KG.repaintAll(); });
})(window.KG);
