// Gathered nodes: what one pins, and what one unfolds step by step, drawn with the facts among them.
// "#net=a~b~c" names them all, so a drawing can be kept and sent like any other view.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const STEP = 6; // nodes that one step adds
  const MOST = 150; // beyond that nobody can read it

  // ---- pins: rings and names on the map, and a row above it
  KG.pins = new Set();
  KG.addParameter('pins', (text) => {
    KG.pins = KG.readList(text);
    KG.tell('pinned');
  }, () => KG.writeList(KG.pins));
  /** @param {number} node */
  function pin(node) {
    if (!KG.pins.delete(node)) KG.pins.add(node);
    KG.remember();
    KG.tell('pinned');
    KG.say(KG.pins.has(node) ? `${D.nodes.name[node]} pinned` : `${D.nodes.name[node]} no longer pinned`);
    if (KG.place().kind === 'node') KG.tell('place', KG.place());
  }
  KG.addTrail(() => (KG.pins.size ? make('button', { title: 'Draw what is pinned', onclick: () => KG.open('net', [...KG.pins]) },
    `◎ ${KG.figure(KG.pins.size)} pinned`) : null));
  KG.addAction({ label: (node) => (KG.pins.has(node) ? 'Unpin' : 'Pin'), title: 'Pin', key: 'm', run: pin });
  KG.addTrail(() => (KG.filters.hidden.size ? make('button', { title: 'Show again what is hidden', onclick: () => KG.setFilters({ hidden: new Set() }) },
    `${KG.figure(KG.filters.hidden.size)} hidden ×`) : null));
  KG.addAction({
    label: 'Hide', title: 'Hide it from the map', key: 'h',
    run(node) {
      KG.filters.hidden = new Set([...KG.filters.hidden, node]);
      KG.open('home'); // one step, place and filter at once
      KG.notice(`${KG.plain(D.nodes.name[node], 40)} is hidden`);
    },
  });
  KG.addAction({ label: 'Explore', title: 'Explore step by step', key: 'e', run: (node) => KG.open('net', [node, ...strongest([node], node)]) });

  /** The neighbours of a node that are not there yet: of most papers, best told first. @param {number[]} nodes @param {number} node */
  function strongest(nodes, node) {
    const there = new Set(nodes);
    const found = new Map();
    for (const e of D.factsOf(node)) {
      const other = D.other(e, node);
      if (!KG.shown.edge[e] || there.has(other)) continue;
      found.set(other, (found.get(other) || 0) + D.edges.support[e] * 1000 + Math.min(999, D.nodes.papers[other]));
    }
    return [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, STEP).map(([other]) => other);
  }

  /** @param {number[]} nodes @param {number} node */
  function row(nodes, node) {
    const others = strongest(nodes, node).length;
    const name = KG.plain(D.nodes.name[node], 60);
    const rest = nodes.filter((one) => one !== node);
    return [KG.nodeLink(node), ' ', make('span.together', {},
      make('button.small', {
        disabled: !others, 'aria-label': `Expand ${name}`, title: 'Add its strongest neighbours',
        onclick: () => KG.open('net', [...nodes, ...strongest(nodes, node)].slice(0, MOST)),
      }, '+'),
      make('button.small', { 'aria-label': `Remove ${name}`, title: 'Take it away', disabled: !rest.length, onclick: () => KG.open('net', rest) }, '−'))];
  }

  /** @param {number[]} nodes @param {HTMLElement} panel */
  function show(nodes, panel) {
    const facts = KG.factsAmong(nodes);
    /** @param {string} label @param {string} title @param {() => void} run */
    const action = (label, title, run) => make('button.small', { title, onclick: run }, label);
    const pinned = nodes.every((one) => KG.pins.has(one));
    panel.replaceChildren(
      KG.panelHead('Gathered', make('span.sign', { 'aria-hidden': 'true' }, '⁂'), KG.count(nodes.length, 'entity', 'entities'),
        make('p.numbers', {}, `${KG.count(facts.length, 'fact')} among them · + adds neighbours`),
        make('div.actions', {}, action(pinned ? 'Unpin all' : 'Pin all', pinned ? 'No rings on the map' : 'Ring them on the map', () => {
          for (const one of nodes) { if (pinned) KG.pins.delete(one); else KG.pins.add(one); }
          KG.remember();
          KG.tell('pinned');
          KG.tell('place', KG.place());
        }),
          action('Expand all', 'Add the strongest neighbours of each', () => {
            const now = [...nodes];
            for (const node of nodes) now.push(...strongest(now, node).slice(0, 3));
            KG.open('net', now.slice(0, MOST));
          }), action('Copy link', 'Copy link', KG.copyLink))),
      KG.section('Entities', nodes, (node) => row(nodes, node), true),
      KG.section('Facts among them', facts, (e) => {
        const { button, body } = KG.disclosure(KG.sourcesOf(e),
          (into) => KG.fillEvidence(into, 'edges', e, [D.edges.head[e], D.edges.tail[e]]));
        return [...KG.factNodes(e), ' ', KG.markNodes(e), button, body];
      }, true));
    KG.say(`${KG.count(nodes.length, 'entity', 'entities')} gathered, ${KG.count(facts.length, 'fact')} among them`);
  }

  KG.addPlace({
    kind: 'net', word: 'net',
    read(ids) {
      const nodes = [...new Set(ids.map(D.nodeOf).filter((i) => i !== undefined))].slice(0, MOST);
      return nodes.length ? nodes : null;
    },
    write: (/** @type {number[]} */ nodes) => nodes.map((i) => D.nodes.id[i]),
    title: (nodes) => `${KG.count(nodes.length, 'entity', 'entities')} gathered`,
    show, changes: true,
    focus: (nodes) => KG.net(nodes, [...KG.pins]),
  });
})(window.KG);
