// Some nodes and the facts between them, as boxes and lines: laid out here, so that the same nodes
// always stand the same way.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { colours } = KG;
  const ROUNDS = 150;
  const HEIGHT = 30;
  const GAP = 46; // between pieces that nothing joins

  /** A line of vis-network for a fact. */
  KG.lineOf = (e, label, extra) => ({
    id: `e${e}`, from: `n${D.edges.head[e]}`, to: `n${D.edges.tail[e]}`,
    label: label ? D.relations[D.edges.relation[e]][0] : undefined,
    arrows: D.relations[D.edges.relation[e]][2] ? '' : 'to', width: Math.min(4, 0.8 + 0.6 * D.edges.support[e]),
    color: { color: colours.style.grey, highlight: colours.style.accent }, selectionWidth: 1,
    font: { color: colours.style.soft, size: 11, face: 'system-ui, sans-serif', strokeColor: colours.style.ground, strokeWidth: 4, align: 'horizontal' },
    ...extra,
  });

  /** Shown facts between some nodes. */
  KG.factsAmong = function (nodes) {
    const chosen = new Set(nodes);
    const found = new Set();
    for (const i of nodes) {
      for (const e of D.factsOf(i)) if (KG.shown.edge[e] && chosen.has(D.other(e, i))) found.add(e);
    }
    return [...found].sort((a, b) => a - b);
  };

  // Boxes are wide and low, so ways across count less than ways up: the drawing is stretched, by what lets it
  // be seen largest on this stage.
  const STRETCHES = [2.9, 1.9, 1.3, 1];
  const NAMED = 24; // so many lines have their relation written on them, and then stand farther apart
  const LARGEST = 1.1; // what fits is not drawn larger
  /** @param {number[]} nodes @param {number[]} facts */
  function place(nodes, facts) {
    const index = new Map(nodes.map((i, k) => [i, k]));
    const k = 62;
    // A sunflower in the order given: the first one in the middle.
    const points = nodes.map((_, place_) => {
      const [turn, out] = [place_ * 2.39996, k * Math.sqrt(place_)];
      return [out * Math.cos(turn), out * Math.sin(turn)];
    });
    const pairs = facts.map((e) => [D.edges.head[e], D.edges.tail[e]].map((i) => index.get(i) ?? 0));
    for (let round = 0; round < ROUNDS; round++) {
      const heat = 40 * (1 - round / ROUNDS) + 1;
      const force = points.map(([x, y]) => [-0.02 * x, -0.02 * y]);
      for (let a = 0; a < points.length; a++) {
        for (let b = 0; b < a; b++) {
          const [dx, dy] = [points[a][0] - points[b][0], points[a][1] - points[b][1]];
          const push = (k * k) / (dx * dx + dy * dy + 1);
          force[a][0] += dx * push; force[a][1] += dy * push;
          force[b][0] -= dx * push; force[b][1] -= dy * push;
        }
      }
      for (const [a, b] of pairs) {
        const [dx, dy] = [points[a][0] - points[b][0], points[a][1] - points[b][1]];
        const pull = Math.hypot(dx, dy) / k / 2.5;
        force[a][0] -= dx * pull; force[a][1] -= dy * pull;
        force[b][0] += dx * pull; force[b][1] += dy * pull;
      }
      force.forEach(([fx, fy], i) => {
        const step = Math.min(heat, Math.hypot(fx, fy)) / (Math.hypot(fx, fy) || 1);
        points[i][0] += fx * step;
        points[i][1] += fy * step;
      });
    }
    return points;
  }

  /** Push boxes that cover each other apart, each the shorter way. @param {number[][]} points @param {number[]} halves */
  function clear(points, halves) {
    for (let round = 0; round < 200; round++) {
      let moved = false;
      for (let a = 0; a < points.length; a++) {
        for (let b = 0; b < a; b++) {
          const across = halves[a] + halves[b] + 14 - Math.abs(points[a][0] - points[b][0]);
          const up = HEIGHT + 10 - Math.abs(points[a][1] - points[b][1]);
          if (across <= 0 || up <= 0) continue;
          moved = true;
          const axis = across < up ? 0 : 1;
          const by = (Math.min(across, up) / 2 + 0.5) * (points[a][axis] >= points[b][axis] ? 1 : -1);
          points[a][axis] += by;
          points[b][axis] -= by;
        }
      }
      if (!moved) return;
    }
  }

  /** Nodes that facts join, in the order of their first node. @param {number[]} nodes @param {number[]} facts */
  function pieces(nodes, facts) {
    const root = new Map(nodes.map((i) => [i, i]));
    /** @param {number} i */
    const find = (i) => { while (root.get(i) !== i) i = root.get(i) ?? i; return i; };
    for (const e of facts) root.set(find(D.edges.tail[e]), find(D.edges.head[e]));
    const groups = new Map();
    for (const i of nodes) {
      if (!groups.has(find(i))) groups.set(find(i), []);
      groups.get(find(i)).push(i);
    }
    return [...groups.values()].sort((a, b) => b.length - a.length);
  }

  /** Place one piece: {rows, wide, high}, from its upper left corner. @param {number[]} nodes @param {number[][]} at @param {number} stretch @param {number} rise */
  function placePiece(nodes, at, stretch, rise) {
    const points = at.map(([x, y]) => [x * stretch, y * rise]);
    const halves = nodes.map((node) => KG.halfWidth({ node }));
    clear(points, halves);
    const left = Math.min(...points.map(([x], k) => x - halves[k]));
    const top = Math.min(...points.map(([, y]) => y - HEIGHT / 2));
    return {
      rows: nodes.map((node, k) => ({ node, x: points[k][0] - left, y: points[k][1] - top })),
      wide: Math.max(...points.map(([x], k) => x + halves[k])) - left,
      high: Math.max(...points.map(([, y]) => y + HEIGHT / 2)) - top,
    };
  }

  /** Pieces side by side, in rows of the shape of the stage: {rows, fit}, how large they can be seen. @param {ReturnType<typeof placePiece>[]} placed */
  function pack(placed) {
    const { clientWidth, clientHeight } = KG.camera.box;
    const area = placed.reduce((sum, { wide, high }) => sum + (wide + GAP) * (high + GAP), 0);
    const widest = Math.max(...placed.map(({ wide }) => wide), Math.sqrt(area * Math.max(1, clientWidth / clientHeight)) * 1.2);
    const rows = [];
    let [x, y, tallest, wide] = [0, 0, 0, 0];
    for (const piece of placed) {
      if (x > 0 && x + piece.wide > widest) { [x, y, tallest] = [0, y + tallest + GAP, 0]; }
      for (const row of piece.rows) rows.push({ ...row, x: x + row.x, y: y + row.y });
      x += piece.wide + GAP;
      wide = Math.max(wide, x - GAP);
      tallest = Math.max(tallest, piece.high);
    }
    return { rows, fit: Math.min(LARGEST, clientWidth / wide, clientHeight / (y + tallest)) };
  }

  /** Several facts of the same two run side by side, so that each can be seen and clicked. @param {number[]} facts */
  function linesOf(facts) {
    const pairs = new Map();
    for (const e of facts) {
      const key = [D.edges.head[e], D.edges.tail[e]].sort((a, b) => a - b).join(' ');
      pairs.set(key, [...(pairs.get(key) || []), e]);
    }
    return [...pairs.values()].flatMap((same) => same.map((/** @type {number} */ e, /** @type {number} */ k) => {
      const turned = D.edges.head[e] === D.edges.head[same[0]] ? 1 : -1;
      const bend = turned * (k - (same.length - 1) / 2) * 0.36;
      const smooth = bend ? { enabled: true, type: bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(bend) } : false;
      return KG.lineOf(e, facts.length <= NAMED, { smooth });
    }));
  }

  /** What a place gives as its focus for nodes and the facts among them. */
  KG.net = function (nodes, strong = [], facts = KG.factsAmong(nodes)) {
    const parts = pieces(nodes, facts).map((some) => {
      const chosen = new Set(some);
      return { some, points: place(some, facts.filter((e) => chosen.has(D.edges.head[e]))) };
    });
    const rise = facts.length <= NAMED ? 1.8 : 1;
    const tries = STRETCHES.map((stretch) => pack(parts.map(({ some, points }) => placePiece(some, points, stretch, rise))));
    const best = tries.reduce((one, other) => (other.fit > one.fit * 1.05 ? other : one));
    const [x0, y0] = nodes.length ? [D.x[nodes[0]], D.y[nodes[0]]] : [0, 0];
    return KG.drawing(best.rows.map((row) => ({ ...row, x: x0 + row.x, y: y0 + row.y })), linesOf(facts), strong);
  };

  /** Boxes at given places, and lines: {nodes, edges, frame, all, kept}. */
  KG.drawing = function (rows, edges, strong = []) {
    const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const nodes = rows.map((row) => {
      const half = KG.halfWidth(row);
      frame.left = Math.min(frame.left, row.x - half); frame.right = Math.max(frame.right, row.x + half);
      frame.top = Math.min(frame.top, row.y - HEIGHT); frame.bottom = Math.max(frame.bottom, row.y + HEIGHT);
      const bold = row.node !== undefined && strong.includes(row.node);
      return KG.boxFor(row, row.id || (row.node === undefined ? `p${row.paper}` : `n${row.node}`), row.x, row.y, bold ? { borderWidth: 2.8 } : {});
    });
    return { nodes, edges, frame, all: rows.length, kept: rows.length };
  };
})(window.KG);
