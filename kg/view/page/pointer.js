// Pointer and touch on the stage: what is under it, and what a click opens.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { network, box } = camera;

  network.on('click', (/** @type {any} */ { nodes, edges, pointer }) => {
    if (KG.focused()) {
      const id = nodes.length ? nodes[0] : edges.length ? edges[0] : null;
      const meant = id === null ? null : KG.meaningOf(id);
      if (meant) KG.open(meant.kind, meant.of);
      return;
    }
    const { x, y } = pointer.canvas;
    const node = KG.nodeAt(x, y, 7 / camera.scale());
    if (node >= 0) { KG.open('node', node); return; }
    const edge = KG.edgeAt(x, y, 5 / camera.scale());
    if (edge >= 0) KG.open('fact', edge);
  });

  const tip = KG.byId('tip');
  /** @param {number} x @param {number} y @param {...Child[]} content */
  function put(x, y, ...content) {
    tip.hidden = false;
    tip.replaceChildren(...content);
    tip.style.left = `${Math.max(4, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 20 + tip.offsetHeight > box.clientHeight ? y - tip.offsetHeight - 10 : y + 16}px`;
  }
  /** Ring a node and tell its name beside the place; -1 for none. */
  KG.hover = function (node, x = 0, y = 0, edge = -1) {
    if (node !== KG.hovered || edge !== KG.hoveredEdge) {
      KG.hovered = node;
      KG.hoveredEdge = edge;
      network.redraw();
    }
    if (node >= 0) {
      put(x, y, make('b', {}, KG.quote(KG.shorten(D.nodes.name[node], 120))),
        make('span.soft', {}, `${D.typeName(node)} · ${KG.count(D.nodes.papers[node], 'paper')} · ${KG.count(D.factsOf(node).length, 'fact')}`));
    } else if (edge >= 0) {
      /** @param {number} i */
      const name = (i) => KG.quote(KG.shorten(D.nodes.name[i], 60));
      put(x, y, make('span', {}, make('b', {}, name(D.edges.head[edge])), ` ${D.relations[D.edges.relation[edge]][0]} `,
        make('b', {}, name(D.edges.tail[edge]))), make('span.soft', {}, KG.count(D.edges.support[edge], 'paper')));
    } else tip.hidden = true;
  };
  KG.hoveredEdge = -1;

  box.addEventListener('mousemove', (event) => {
    const edge = box.getBoundingClientRect();
    const [x, y] = [event.clientX - edge.left, event.clientY - edge.top];
    if (KG.focused()) {
      const meant = KG.meaningOf(network.getNodeAt({ x, y }) ?? network.getEdgeAt({ x, y }));
      box.style.cursor = meant ? 'pointer' : '';
      return;
    }
    if (event.buttons) { KG.hover(-1); return; }
    const at = camera.toMap(x, y);
    const node = KG.nodeAt(at.x, at.y, 5 / camera.scale());
    const line = node >= 0 ? -1 : KG.edgeAt(at.x, at.y, 3 / camera.scale());
    box.style.cursor = node >= 0 || line >= 0 ? 'pointer' : '';
    KG.hover(node, x, y, line);
  });
  box.addEventListener('mouseleave', () => KG.hover(-1));
  KG.on('place', () => { tip.hidden = true; });
})(window.KG);
