// What is chosen: filters, and the place in the page (its address behind '#'). Views listen.
(function (KG) {
  'use strict';
  const D = KG.data;

  const listeners = {};
  KG.on = (event, listener) => (listeners[event] = listeners[event] || []).push(listener);
  KG.tell = (event, what) => (listeners[event] || []).forEach((listener) => listener(what));

  KG.filters = {
    hiddenTypes: new Set(),
    hiddenRelations: new Set(),
    leastPapers: 1,
    joinedOnly: false,
    topic: -1,
  };
  KG.shown = { node: new Uint8Array(D.n).fill(1), edge: new Uint8Array(D.m).fill(1), nodes: D.n, edges: D.m };

  /** Work out anew what the filters leave, and tell the views. */
  KG.applyFilters = function () {
    const { hiddenTypes, hiddenRelations, leastPapers, joinedOnly, topic } = KG.filters;
    const { node, edge } = KG.shown;
    const joined = new Uint8Array(D.n);
    for (let i = 0; i < D.n; i++) {
      node[i] = hiddenTypes.has(D.nodes.type[i]) || D.nodes.papers[i] < leastPapers ||
        (topic >= 0 && D.nodes.topic[i] !== topic) ? 0 : 1;
    }
    let edges = 0;
    for (let e = 0; e < D.m; e++) {
      const head = D.edges.head[e];
      const tail = D.edges.tail[e];
      edge[e] = node[head] && node[tail] && !hiddenRelations.has(D.edges.relation[e]) ? 1 : 0;
      if (edge[e]) { joined[head] = joined[tail] = 1; edges++; }
    }
    let nodes = 0;
    for (let i = 0; i < D.n; i++) {
      if (joinedOnly && !joined[i]) node[i] = 0;
      nodes += node[i];
    }
    KG.shown.nodes = nodes;
    KG.shown.edges = edges;
    KG.tell('filtered');
  };

  // The address is the only memory of where one is, so the browser's own back and forward work
  // and a copied address leads to the same view:
  //   #n=<node>   #p=<paper>   #f=<head>~<relation>~<tail>
  const decode = (text) => { try { return decodeURIComponent(text); } catch (broken) { return ''; } };

  /** Where the address leads: {kind: 'home' | 'node' | 'paper' | 'fact', number}. */
  KG.place = function () {
    const [key, value] = location.hash.slice(1).split(/=(.*)/s);
    const found = (kind, number) => (number >= 0 ? { kind, number } : { kind: 'home' });
    if (key === 'n') return found('node', D.nodeOf(decode(value)));
    if (key === 'p') return found('paper', D.paperOf(decode(value)));
    if (key === 'f') {
      const [head, relation, tail] = value.split('~').map(decode);
      const named = D.relations.findIndex(([name]) => name === relation);
      const from = D.nodeOf(head);
      return from === undefined ? { kind: 'home' } : found('fact', D.findEdge(from, named, D.nodeOf(tail)));
    }
    return { kind: 'home' };
  };

  const E = (text) => encodeURIComponent(text).replace(/%2F/g, '/').replace(/~/g, '%7E');
  KG.addressOf = {
    home: () => '#',
    node: (i) => `#n=${E(D.nodes.id[i])}`,
    paper: (p) => `#p=${E(D.papers.id[p])}`,
    fact: (e) => `#f=${[D.nodes.id[D.edges.head[e]], D.relations[D.edges.relation[e]][0],
      D.nodes.id[D.edges.tail[e]]].map(E).join('~')}`,
  };

  /** Go to a node, paper or fact; the views follow when the address has changed. */
  KG.open = function (kind, number) {
    const address = KG.addressOf[kind](number);
    if (location.hash === address || (kind === 'home' && !location.hash)) KG.tell('place', KG.place());
    else location.hash = address;
  };
  addEventListener('hashchange', () => KG.tell('place', KG.place()));
})(window.KG);
