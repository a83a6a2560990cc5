// What stands on the stage while a place is open: boxes and lines, drawn by vis-network over the
// faded map. What is drawn comes from the place itself: place.focus(of, most) gives
//
//   {nodes, edges}  for vis-network, in units of the map; ids begin with n<node>, p<paper> or e<edge>,
//                   so that a click on them leads there; KG.columns and KG.net make them
//   frame           {left, right, top, bottom}: what to look at
//   all, kept       how many neighbours there are, and how many are drawn
//   same            what stays drawn when another place with the same value is opened
//   edge            a line to mark: number of a fact
(function (KG) {
  'use strict';
  const { camera } = KG;
  const { network, focusNodes, focusEdges, box } = camera;

  const FIRST = 28; // neighbours shown at first; "more" shows twice as many

  /** @type {{place: Place, same: string, most: number} | null} */
  let current = null;
  /** @type {Drawing | null} */
  let drawn = null;
  KG.focused = () => current !== null;
  /** @type {{x: number, y: number, scale: number} | null} */
  let left = null; // where the map was when something was opened: the way out leads there
  KG.on('resized', () => { left = null; });

  /** @param {Place} place */
  function draw(place) {
    const { focus } = KG.kindOf(place);
    if (!focus || !current) return;
    drawn = focus(place.of, current.most);
    focusNodes.clear();
    focusEdges.clear();
    focusNodes.add(drawn.nodes);
    focusEdges.add(drawn.edges);
    look(drawn.frame);
    KG.tell('focused', drawn);
  }

  /** @param {Frame} frame */
  function look(frame) {
    if (!Number.isFinite(frame.left + frame.right)) return; // nothing was found: the map stays where it is
    // A long list is not shrunk until nothing can be read: it begins at the top and is panned.
    const readable = box.clientWidth < 620 ? 0.8 : 0.62;
    const room = 0.92 * Math.max(40, box.clientHeight - 60); // a stage may be put away down to its edge
    const bottom = room / (frame.bottom - frame.top) < readable ? frame.top + room / readable : frame.bottom;
    const wide = 0.94 * box.clientWidth;
    const extra = Math.max(0, frame.right - frame.left - wide / (readable - 0.2)) / 2;
    camera.frame({ left: frame.left + extra, right: frame.right - extra, bottom, top: frame.top - 40 }, 1.15, true);
  }

  KG.showMore = function () {
    if (!current) return;
    current.most *= 2;
    draw(KG.place());
  };

  /** @param {Place} place */
  function show(place) {
    const kind = KG.kindOf(place);
    if (!kind.focus) {
      if (!current) return;
      current = drawn = null;
      focusNodes.clear();
      focusEdges.clear();
      if (left) camera.moveTo(left.x, left.y, left.scale, true);
      else camera.whole(true);
      KG.tell('focused', null);
      return;
    }
    const [same, edge] = kind.same ? kind.same(place.of, current && current.same) : [JSON.stringify(place)];
    if (!current) left = { ...camera.centre(), scale: camera.scale() };
    const hidden = edge !== undefined && !focusEdges.get(`e${edge}`);
    if (!current || current.same !== same || hidden) {
      current = { place, same, most: current && current.same === same ? current.most : FIRST };
      draw(place);
    }
    current.place = place;
    const line = edge !== undefined && focusEdges.get(`e${edge}`) ? [`e${edge}`] : [];
    network.setSelection({ nodes: [], edges: line }, { highlightEdges: false });
  }

  /** @type {Record<string, string>} */
  const KINDS = { n: 'node', p: 'paper', e: 'fact' };
  /** What a click in focus means: {kind, of}, or null for nothing. The line of a role means its far end. */
  KG.meaningOf = function (id) {
    const found = /^r?([npe])(\d+)/.exec(String(id));
    return found && { kind: KINDS[found[1]], of: Number(found[2]) };
  };

  /** What is chosen now: what stands on the stage, else what the filters leave. Numbers of nodes and of facts. */
  KG.selected = function () {
    const { shown, data } = KG;
    /** @param {number} size @param {Uint8Array} marked */
    const all = (size, marked) => Array.from({ length: size }, (_, i) => i).filter((i) => marked[i]);
    if (!current) return { nodes: all(data.n, shown.node), edges: all(data.m, shown.edge) };
    const { kind, of } = KG.place();
    const { chosen } = KG.kindOf({ kind, of });
    if (chosen) return chosen(of);
    const edges = new Set();
    const nodes = new Set();
    for (const id of focusNodes.getIds()) {
      const meant = KG.meaningOf(id);
      if (meant && meant.kind === 'node') nodes.add(meant.of);
    }
    if (kind === 'node') nodes.add(of);
    for (const id of focusEdges.getIds()) {
      const meant = String(id)[0] === 'e' && KG.meaningOf(id);
      if (!meant) continue;
      edges.add(meant.of);
      nodes.add(data.edges.head[meant.of]).add(data.edges.tail[meant.of]);
    }
    return { nodes: [...nodes], edges: [...edges] };
  };

  KG.on('place', show);
  const again = () => { if (current && KG.drawnAt) draw(KG.place()); };
  for (const event of ['filtered', 'restyled', 'resized']) KG.on(event, again);
})(window.KG);
