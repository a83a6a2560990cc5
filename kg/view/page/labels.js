// Names on the map: chosen when the view rests, the most telling first, none over another.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, colours, shown } = KG;
  const { box, network } = camera;

  const FACE = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif';
  const PAD = 3;
  const TOPIC_UNTIL = 3.2; // names of topics are for the far view: up to so many times the whole map

  const measure = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  const widths = new Map();
  /** @param {string} text @param {string} font */
  function widthOf(text, font) {
    const key = font + text;
    if (!widths.has(key)) {
      measure.font = font;
      widths.set(key, measure.measureText(text).width);
    }
    return widths.get(key);
  }
  KG.fontOf = (size, bold) => `${bold ? '650 ' : ''}${size}px ${FACE}`;
  KG.widthOf = widthOf;

  /** Of each topic, the median of its shown nodes, and how many are shown. */
  /** @type {{x: number, y: number, count: number}[] | null} */
  let topicMiddle = null;
  /** @param {number[]} values */
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  function middles() {
    /** @type {number[][][]} */
    const columns = D.topics.map(() => [[], []]);
    for (let i = 0; i < D.n; i++) {
      if (D.nodes.aside[i] || !shown.node[i]) continue;
      columns[D.nodes.topic[i]][0].push(D.x[i]);
      columns[D.nodes.topic[i]][1].push(D.y[i]);
    }
    return columns.map(([xs, ys]) => ({ x: median(xs), y: median(ys), count: xs.length }));
  }
  KG.on('filtered', () => { topicMiddle = null; });

  /** @type {Label[]} */
  let labels = [];

  const OVER = ['trail', 'zoom', 'minimap', 'count', 'timeline'];
  /** What stands over the map, as rectangles of the box: no name is written below it. */
  function covered() {
    const at = box.getBoundingClientRect();
    return OVER.map((id) => KG.byId(id)).filter((one) => one.offsetWidth).map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return [left - at.left - 4, top - at.top - 4, right - at.left + 4, bottom - at.top + 4];
    });
  }

  function choose() {
    labels = [];
    if (KG.focused()) return;
    const [width, height] = [box.clientWidth, box.clientHeight];
    const zoom = camera.scale() / camera.wholeScale();
    const taken = covered();
    /** @param {number} left @param {number} top @param {number} w @param {number} h */
    const free = (left, top, w, h) => {
      if (left < 2 || top < 2 || left + w > width - 2 || top + h > height - 2) return false;
      if (taken.some(([l, t, r, b]) => left < r && left + w > l && top < b && top + h > t)) return false;
      taken.push([left - PAD, top - PAD, left + w + PAD, top + h + PAD]);
      return true;
    };
    if (KG.hasTopics && zoom < TOPIC_UNTIL && KG.filters.topic < 0) chooseTopics(free, zoom);
    chooseNodes(free, taken, zoom);
    chooseShelf(free);
  }

  /** Rows below the map hold papers that share nothing with the others; say so. */
  const shelf = (() => {
    const top = { x: Infinity, y: Infinity };
    for (let i = 0; i < D.n; i++) {
      if (!D.nodes.aside[i]) continue;
      top.x = Math.min(top.x, D.x[i]);
      top.y = Math.min(top.y, D.y[i]);
    }
    return top.x < Infinity ? top : null;
  })();
  /** @param {Free} free */
  function chooseShelf(free) {
    if (!shelf || !shown.nodes || !D.nodes.aside.some((aside, i) => aside && shown.node[i])) return;
    const text = 'apart: joined to nothing above';
    const font = KG.fontOf(11, false);
    const w = widthOf(text, font);
    const at = camera.toBox(shelf.x, shelf.y);
    if (!free(at.x, at.y - 24, w, 13)) return;
    labels.push({ text, font, x: shelf.x, y: shelf.y, dx: w / 2, dy: -18, soft: true });
  }

  /** @param {Free} free @param {number} zoom */
  function chooseTopics(free, zoom) {
    const narrow = box.clientWidth < 600;
    const places = topicMiddle = topicMiddle || middles();
    for (let topic = 0; topic < D.topics.length; topic++) {
      // A name over one or two dots would tell nothing that their own names do not.
      if (D.topics[topic].colour < 0 || places[topic].count < Math.min(3, D.topicSize[topic])) continue;
      const share = D.topicSize[topic] / D.n;
      const size = Math.round(Math.min(narrow ? 12 : 15, (narrow ? 9 : 10.5) + Math.sqrt(share) * 16));
      const font = KG.fontOf(size, true);
      const lines = D.topics[topic].name.map((name) => KG.shorten(name, narrow ? 20 : 32));
      const { x, y } = places[topic];
      const at = camera.toBox(x, y);
      const w = Math.max(...lines.map((line) => widthOf(line, font)));
      // Two lines where there is room, one where not; a little off the middle rather than not at all.
      tries: for (const kept of [lines, lines.slice(0, 1)]) {
        const h = size * 1.18 * kept.length;
        for (const dy of [0, 0.7 * h, -0.7 * h, 1.4 * h, -1.4 * h]) {
          const kw = kept === lines ? w : widthOf(kept[0], font);
          if (!free(at.x - kw / 2, at.y + dy - h / 2, kw, h)) continue;
          kept.forEach((text, k) => labels.push({
            text, font, x, y, topic, whole: D.topics[topic].name[k], dy: dy + (k - (kept.length - 1) / 2) * size * 1.18,
          }));
          break tries;
        }
      }
      if (zoom < 1.2 && labels.length > (narrow ? 24 : 90)) return;
    }
  }

  let bySize = { of: 'papers', order: D.order };
  /** Nodes by what their sizes tell now, so that the largest have their names. */
  function orderNow() {
    const of = KG.looks.size;
    if (of !== bySize.of) bySize = { of, order: of === 'papers' ? D.order : D.order.slice().sort((a, b) => D.r[b] - D.r[a] || D.rank[a] - D.rank[b]) };
    return bySize.order;
  }

  const LARGE = 7; // pixels of radius: a name over such a dot would be taken for its own
  /** Whether a place of the box can be seen. @param {{x: number, y: number}} at */
  const inView = (at) => at.x >= 0 && at.y >= 0 && at.x <= box.clientWidth && at.y <= box.clientHeight;
  /** Whether nothing of what is left is seen here. */
  KG.lost = () => !KG.focused() && !labels.length && shown.nodes > 0 &&
    !D.order.some((i) => shown.node[i] === 1 && inView(camera.toBox(D.x[i], D.y[i])));

  /** @param {Free} free @param {number[][]} taken @param {number} zoom */
  function chooseNodes(free, taken, zoom) {
    // What names its topic is written already, and larger.
    const named = new Set(labels.map((label) => `${label.topic} ${label.whole}`));
    const font = KG.fontOf(12, false);
    const most = zoom < 1.6 ? (shown.nodes < 1500 ? 60 : 26) : 110;
    const candidates = zoom < 1.6 ? 500 : D.n;
    const pins = [...KG.pins];
    const order = orderNow();
    for (let q = -pins.length, put = 0, tried = 0; q < D.n && tried < candidates && put < most; q++) {
      const i = q < 0 ? pins[pins.length + q] : order[q];
      if (!shown.node[i]) continue;
      tried++;
      const at = camera.toBox(D.x[i], D.y[i]);
      if (!inView(at)) continue;
      const r = D.r[i] * camera.scale();
      if (r >= LARGE) taken.push([at.x - 0.8 * r, at.y - 0.8 * r, at.x + 0.8 * r, at.y + 0.8 * r]);
      if (named.has(`${D.nodes.topic[i]} ${D.nodes.name[i]}`) || (q >= 0 && KG.pins.has(i))) continue;
      if (zoom >= 1.6 && r < 2 && put > 40) break;
      const text = KG.shorten(D.nodes.name[i], 36);
      const w = widthOf(text, font);
      if (!free(at.x - w / 2, at.y + r + 2, w, 14)) continue;
      labels.push({ text, font, x: D.x[i], y: D.y[i], node: i, dy: 0 });
      put++;
    }
  }

  /** The middle of a name, in the box: below its dot, or where there was room for it. @param {Label} label */
  function middleOf(label) {
    const at = camera.toBox(label.x, label.y);
    const dy = label.node === undefined ? label.dy : D.r[label.node] * camera.scale() + 9;
    return { x: at.x + (label.dx || 0), y: at.y + dy };
  }
  /** @param {Label} label */
  const sizeOf = (label) => parseFloat(label.font.replace(/^650 /, ''));

  /** The name that stands at a place of the box: of a node or of a topic; or undefined. */
  KG.labelAt = (x, y) => labels.find((label) => {
    if (label.node === undefined && label.topic === undefined) return false;
    const middle = middleOf(label);
    return Math.abs(x - middle.x) <= widthOf(label.text, label.font) / 2 + 2 && Math.abs(y - middle.y) <= sizeOf(label) * 0.6;
  });

  /** Write the names of the map and ring what is pinned, in pixels of the box. */
  KG.drawLabels = function (g) {
    g.textAlign = 'center';
    g.textBaseline = 'middle';
    g.lineJoin = 'round';
    for (const label of labels) {
      const { x, y } = middleOf(label);
      g.font = label.font;
      g.lineWidth = label.node === undefined ? 4.5 : 3;
      g.strokeStyle = colours.style.ground;
      g.strokeText(label.text, x, y);
      g.fillStyle = label.soft ? colours.style.soft : colours.style.ink;
      g.fillText(label.text, x, y);
    }
    for (const i of KG.pins) if (shown.node[i]) ring(g, i);
  };

  network.on('afterDrawing', (/** @type {CanvasRenderingContext2D} */ g) => {
    if (KG.focused()) return;
    const ratio = window.devicePixelRatio || 1;
    g.save();
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    KG.drawLabels(g);
    if (KG.hovered >= 0) drawHovered(g, KG.hovered);
    else if (KG.hoveredEdge >= 0) drawEdge(g, KG.hoveredEdge);
    g.restore();
  });

  /** Ring a node and light up its facts. @param {CanvasRenderingContext2D} g @param {number} node */
  function drawHovered(g, node) {
    const at = camera.toBox(D.x[node], D.y[node]);
    g.strokeStyle = colours.style.accent;
    g.globalAlpha = 0.6;
    g.lineWidth = 1.2;
    g.beginPath();
    for (const e of D.factsOf(node).subarray(0, 300)) {
      if (!shown.edge[e]) continue;
      const other = D.other(e, node);
      const to = camera.toBox(D.x[other], D.y[other]);
      g.moveTo(at.x, at.y);
      g.lineTo(to.x, to.y);
    }
    g.stroke();
    g.globalAlpha = 1;
    ring(g, node);
  }

  /** @param {CanvasRenderingContext2D} g @param {number} node */
  function ring(g, node) {
    const at = camera.toBox(D.x[node], D.y[node]);
    g.strokeStyle = colours.style.accent;
    g.lineWidth = 2.2;
    g.beginPath();
    g.arc(at.x, at.y, Math.max(4, D.r[node] * camera.scale()) + 2.5, 0, 6.2832);
    g.stroke();
  }

  /** @param {CanvasRenderingContext2D} g @param {number} edge */
  function drawEdge(g, edge) {
    const [a, b] = [D.edges.head[edge], D.edges.tail[edge]].map((i) => camera.toBox(D.x[i], D.y[i]));
    g.strokeStyle = colours.style.accent;
    g.lineWidth = 2.4;
    g.beginPath();
    g.moveTo(a.x, a.y);
    g.lineTo(b.x, b.y);
    g.stroke();
  }

  /** What is written on the map now: [{text, node | topic}]; for tests and scripts. */
  KG.labelsNow = () => labels.map(({ text, node, topic }) => ({ text, node, topic }));
  /** The same with places in the box, for a drawing. */
  KG.labelPlaces = () => labels.map((label) => ({ text: label.text, ...middleOf(label), size: sizeOf(label) }));
  KG.hovered = -1;
  KG.on('rested', choose);
  KG.on('place', choose);
  KG.on('pinned', () => { choose(); network.redraw(); });
})(window.KG);
