// Pointer and touch on the stage: what is under it, and what a click opens.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { network, box } = camera;

  /** Open it; or, where a node is asked for, answer. @param {string} kind @param {number} of */
  const open = (kind, of) => { if (kind !== 'node' || !KG.picked(of)) KG.open(kind, of); };
  network.on('click', (/** @type {any} */ { nodes, edges, pointer }) => {
    if (KG.focused()) {
      const id = nodes.length ? nodes[0] : edges.length ? edges[0] : null;
      const meant = id === null ? null : KG.meaningOf(id);
      if (meant) open(meant.kind, meant.of);
      return;
    }
    const { node, edge, topic } = under(pointer.DOM, 7, 5);
    if (node >= 0) open('node', node);
    else if (topic >= 0) KG.showTopic(topic);
    else if (edge >= 0) KG.open('fact', edge);
  });

  const SEEN = 4; // pixels of radius: such a dot is meant even where a name lies over it
  /**
   * What stands at a place of the box: a dot or a line near by, but before them the name that is written there.
   * @param {{x: number, y: number}} place @param {number} nearDot @param {number} nearLine
   */
  function under({ x, y }, nearDot, nearLine) {
    const [at, scale] = [camera.toMap(x, y), camera.scale()];
    const node = KG.nodeAt(at.x, at.y, nearDot / scale);
    const onDot = node >= 0 && D.r[node] * scale >= SEEN && Math.hypot(D.x[node] - at.x, D.y[node] - at.y) <= D.r[node];
    const label = onDot ? undefined : KG.labelAt(x, y);
    if (label) return { node: label.node ?? -1, topic: label.topic ?? -1, edge: -1 };
    return { node, topic: -1, edge: node >= 0 ? -1 : KG.edgeAt(at.x, at.y, nearLine / scale) };
  }

  const tip = KG.byId('tip');
  /** @param {number} x @param {number} y @param {...Child[]} content */
  function put(x, y, ...content) {
    tip.hidden = false;
    tip.replaceChildren(...content);
    tip.style.left = `${Math.max(4, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 20 + tip.offsetHeight > box.clientHeight ? y - tip.offsetHeight - 10 : y + 16}px`;
  }
  /** Ring a node and tell its name beside the place; -1 for none. */
  KG.hover = function (node, x = 0, y = 0, edge = -1, topic = -1) {
    if (node !== KG.hovered || edge !== KG.hoveredEdge) {
      KG.hovered = node;
      KG.hoveredEdge = edge;
      network.redraw();
    }
    if (node >= 0) tell('node', node, x, y);
    else if (edge >= 0) tell('fact', edge, x, y);
    else if (topic >= 0) tell('topic', topic, x, y);
    else tip.hidden = true;
  };
  /** Name what a click would open, beside the pointer. @param {string} kind @param {number} of @param {number} x @param {number} y */
  function tell(kind, of, x, y) {
    if (kind === 'node') {
      put(x, y, make('b', {}, name(of)),
        make('span.soft', {}, `${D.typeName(of)} · ${KG.count(D.nodes.papers[of], 'paper')} · ${KG.count(D.factsOf(of).length, 'fact')}`));
    } else if (kind === 'fact') {
      put(x, y, make('span', {}, make('b', {}, name(D.edges.head[of], 60)), ` ${D.relations[D.edges.relation[of]][0]} `,
        make('b', {}, name(D.edges.tail[of], 60))), make('span.soft', {}, KG.count(D.edges.support[of], 'paper')));
    } else if (kind === 'paper') {
      put(x, y, make('b', {}, KG.quote(KG.shorten(D.papers.title[of], 160))), make('span.soft', {}, 'Paper'));
    } else {
      put(x, y, make('b', {}, KG.quote(D.topicName(of))),
        make('span.soft', {}, `${KG.count(D.topicSize[of], 'entity', 'entities')} · show this part of the map`));
    }
  }
  /** @param {number} node */
  const name = (node, most = 120) => KG.quote(KG.shorten(D.nodes.name[node], most));
  KG.hoveredEdge = -1;

  box.addEventListener('mousemove', (event) => {
    const frame = box.getBoundingClientRect();
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    if (KG.focused()) {
      const meant = KG.meaningOf(network.getNodeAt({ x, y }) ?? network.getEdgeAt({ x, y }));
      box.style.cursor = meant ? 'pointer' : '';
      if (meant && !event.buttons) tell(meant.kind, meant.of, x, y);
      else tip.hidden = true;
      return;
    }
    if (event.buttons) { KG.hover(-1); return; }
    const { node, edge, topic } = under({ x, y }, 5, 3);
    box.style.cursor = node >= 0 || edge >= 0 || topic >= 0 ? 'pointer' : '';
    KG.hover(node, x, y, edge, topic);
  });
  box.addEventListener('mouseleave', () => KG.hover(-1));
  KG.on('place', () => { tip.hidden = true; });
})(window.KG);
