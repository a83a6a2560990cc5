// Which node or fact is at a place of the map.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, shown } = KG;
  const { bounds } = camera;

  const FEW_EDGES = 1500; // so many can be told apart on the whole map; more only when zoomed in
  const NEAR = 2; // times the whole map

  // Nodes in a grid of cells.
  const cell = Math.max(20, Math.sqrt(((bounds.right - bounds.left) * (bounds.bottom - bounds.top)) / Math.max(1, D.n)) * 1.5);
  const cells = new Map();
  const rows = 1 + Math.ceil((bounds.bottom - bounds.top) / cell);
  /** @param {number} cx @param {number} cy */
  const key = (cx, cy) => cx * rows + cy;
  /** @param {number} x */
  const columnOf = (x) => Math.floor((x - bounds.left) / cell);
  /** @param {number} y */
  const rowOf = (y) => Math.min(rows - 1, Math.max(0, Math.floor((y - bounds.top) / cell)));
  let filled = false;
  function fill() {
    filled = true;
    for (let i = 0; i < D.n; i++) {
      const k = key(columnOf(D.x[i]), rowOf(D.y[i]));
      if (!cells.has(k)) cells.set(k, []);
      cells.get(k).push(i);
    }
  }

  /** The shown node nearest to a place of the map, no farther than `slack` from its rim; or -1. */
  KG.nodeAt = function (x, y, slack) {
    if (!filled) fill();
    let best = -1;
    let nearest = slack;
    const reach = slack + D.r.reduce((a, b) => Math.max(a, b), 0);
    for (let cx = columnOf(x - reach); cx <= columnOf(x + reach); cx++) {
      for (let cy = rowOf(y - reach); cy <= rowOf(y + reach); cy++) {
        for (const i of cells.get(key(cx, cy)) || []) {
          const distance = Math.hypot(D.x[i] - x, D.y[i] - y) - D.r[i];
          if (shown.node[i] && distance < nearest) { nearest = distance; best = i; }
        }
      }
    }
    return best;
  };

  /** The drawn fact whose line is nearest to a place of the map, within `slack`; or -1. */
  KG.edgeAt = function (x, y, slack) {
    if (shown.edges > FEW_EDGES && camera.scale() < NEAR * camera.wholeScale()) return -1;
    let best = -1;
    let nearest = slack;
    for (const e of KG.paintedEdges()) {
      const distance = toLine(x, y, D.edges.head[e], D.edges.tail[e], nearest);
      if (distance < nearest) { nearest = distance; best = e; }
    }
    return best;
  };

  /** @param {number} x @param {number} y @param {number} a @param {number} b @param {number} near */
  function toLine(x, y, a, b, near) {
    const [ax, ay, bx, by] = [D.x[a], D.y[a], D.x[b], D.y[b]];
    if ((x < ax - near && x < bx - near) || (x > ax + near && x > bx + near) ||
      (y < ay - near && y < by - near) || (y > ay + near && y > by + near)) return Infinity;
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(ax + along * dx - x, ay + along * dy - y);
  }
})(window.KG);
