// What is left on the map: the filters, what they leave, and how the address tells them.
(function (KG) {
  'use strict';
  const D = KG.data;

  const NONE = () => ({
    hiddenTypes: new Set(), hiddenRelations: new Set(), hiddenRoles: new Set(),
    leastPapers: 1, leastSources: 1, leastConfidence: 0, leastDegree: 0, leastCore: 0,
    from: 0, to: 0, undated: false, topic: -1, hidden: new Set(),
  });
  KG.filters = NONE();
  KG.shown = { node: new Uint8Array(D.n).fill(1), edge: new Uint8Array(D.m).fill(1), nodes: D.n, edges: D.m, papers: D.nodes.papers, nPapers: D.nPapers };

  /** Whether a paper is of the chosen years. */
  KG.inYears = (paper) => {
    const { from, to, undated } = KG.filters;
    if (!from && !to) return true;
    const year = D.yearOf[paper];
    return year ? (!from || year >= from) && (!to || year <= to) : undated;
  };

  // Papers of each node that have a chosen role in it and are of the chosen years.
  /** @param {any} given */
  function countPapers({ hiddenRoles, from, to }) {
    if (!hiddenRoles.size && !from && !to) return D.nodes.papers;
    const counts = new Uint32Array(D.n);
    const { paper, node, role } = D.roleEdges;
    for (let k = 0; k < node.length; k++) {
      if (!hiddenRoles.has(role[k]) && KG.inYears(paper[k])) counts[node[k]]++;
    }
    return counts;
  }

  // Papers of the chosen years that say each fact. Which papers say it stands with the evidence, so
  // years are only compared once that is opened.
  /** @param {any} given */
  function countSources({ from, to }) {
    const evidence = KG.openedDetails;
    if ((!from && !to) || !evidence) return D.edges.support;
    const { at, paper } = evidence.edges;
    const counts = new Uint32Array(D.m);
    const chosen = Uint8Array.from({ length: D.nPapers }, (_, p) => (KG.inYears(p) ? 1 : 0));
    const seen = new Uint32Array(D.nPapers); // the last fact that a paper was counted for, and one
    for (let e = 0; e < D.m; e++) {
      for (let k = at[e]; k < at[e + 1]; k++) {
        if (chosen[paper[k]] && seen[paper[k]] !== e + 1) { seen[paper[k]] = e + 1; counts[e]++; }
      }
    }
    return counts;
  }

  /** @type {ArrayLike<number> | null} */
  let pairs = null;
  /** Of each fact, the number of the two that it joins, whichever way round. */
  function pairsOfFacts() {
    /** @type {Map<number, number>} */
    const known = new Map();
    const { head, tail } = D.edges;
    return Int32Array.from(head, (a, e) => {
      const key = Math.min(a, tail[e]) * D.n + Math.max(a, tail[e]);
      const pair = known.get(key) ?? known.size;
      known.set(key, pair);
      return pair;
    });
  }

  /**
   * Leave nodes with at least so many shown facts each (`core` false: counted once), or the k-core:
   * what is left when those joined to fewer others are taken away again and again.
   * @param {Uint8Array} node
   * @param {Uint8Array} edge
   * @param {number} least
   * @param {boolean} core
   */
  function prune(node, edge, least, core) {
    const degree = new Uint32Array(D.n);
    // A core counts neighbours: a second fact between the same two adds nothing to it.
    const pair = core ? (pairs = pairs || pairsOfFacts()) : Uint32Array.from({ length: D.m }, (_, e) => e);
    const facts = new Uint32Array(D.m); // shown ones of each pair
    for (let e = 0; e < D.m; e++) if (edge[e] && !facts[pair[e]]++) { degree[D.edges.head[e]]++; degree[D.edges.tail[e]]++; }
    const weak = [];
    for (let i = 0; i < D.n; i++) if (node[i] && degree[i] < least) weak.push(i);
    for (let i = weak.pop(); i !== undefined; i = weak.pop()) {
      if (!node[i]) continue;
      node[i] = 0;
      for (const e of D.factsOf(i)) {
        if (!edge[e]) continue;
        edge[e] = 0;
        if (--facts[pair[e]]) continue;
        const other = D.other(e, i);
        if (--degree[other] === least - 1 && core && node[other]) weak.push(other);
      }
    }
  }

  /** Papers of the chosen years that name something of what is left, in a chosen role. @param {Filters} given */
  function countNaming({ hiddenRoles }) {
    const { paper, node, role } = D.roleEdges;
    const naming = new Uint8Array(D.nPapers);
    for (let k = 0; k < node.length; k++) {
      if (KG.shown.node[node[k]] && !hiddenRoles.has(role[k]) && KG.inYears(paper[k])) naming[paper[k]] = 1;
    }
    return naming.reduce((sum, one) => sum + one, 0);
  }

  /** Work out anew what the filters leave, and tell the views. */
  KG.applyFilters = function () {
    const f = KG.filters;
    const { node, edge } = KG.shown;
    const papers = countPapers(f);
    const sources = countSources(f);
    for (let i = 0; i < D.n; i++) {
      node[i] = f.hiddenTypes.has(D.nodes.type[i]) || papers[i] < f.leastPapers || f.hidden.has(i) ||
        (f.topic >= 0 && D.nodes.topic[i] !== f.topic) ? 0 : 1;
    }
    for (let e = 0; e < D.m; e++) {
      edge[e] = node[D.edges.head[e]] && node[D.edges.tail[e]] && sources[e] >= f.leastSources &&
        D.edges.confidence[e] >= f.leastConfidence && !f.hiddenRelations.has(D.edges.relation[e]) ? 1 : 0;
    }
    if (f.leastDegree) prune(node, edge, f.leastDegree, false);
    if (f.leastCore) prune(node, edge, f.leastCore, true);
    KG.shown.nodes = node.reduce((sum, one) => sum + one, 0);
    KG.shown.edges = edge.reduce((sum, one) => sum + one, 0);
    KG.shown.papers = papers;
    KG.shown.nPapers = KG.shown.nodes === D.n && papers === D.nodes.papers ? D.nPapers : countNaming(f);
    KG.tell('filtered');
    // Facts by year need the evidence; count again when it is there.
    if ((f.from || f.to) && !KG.openedDetails) KG.details().then(KG.applyFilters, () => {});
  };

  /** Change filters and remember that in the address; `replace` while something is dragged. */
  KG.setFilters = function (change, replace = false) {
    Object.assign(KG.filters, change);
    KG.applyFilters();
    KG.remember(replace);
  };
  KG.resetFilters = () => KG.setFilters(NONE());
  /** Whether anything is filtered; one part of the map alone is no filter. `but` leaves more out of account. */
  KG.filtering = (but = {}) => JSON.stringify(told({ ...KG.filters, topic: -1, ...but })) !== JSON.stringify(told(NONE()));
  /** @param {Filters} f */
  const told = (f) => Object.values(f).map((one) => (one instanceof Set ? [...one] : one));

  // ---- the address: what is left of types, relations and roles; the least of each number
  /** @param {string[]} names @param {Set<number>} hidden */
  const allBut = (names, hidden) => (hidden.size ? names.filter((_, k) => !hidden.has(k)).join(',') || '-' : '');
  /** @param {string[]} names @param {string} text */
  const hiddenOf = (names, text) => {
    const kept = new Set(text.split(','));
    return new Set(text ? names.map((_, k) => k).filter((k) => !kept.has(names[k])) : []);
  };
  /** @type {Record<string, ['hiddenTypes' | 'hiddenRelations' | 'hiddenRoles', string[]]>} */
  const NAMES = {
    types: ['hiddenTypes', D.types.map(([name]) => name)],
    relations: ['hiddenRelations', D.relations.map(([name]) => name)],
    roles: ['hiddenRoles', D.roles.map(([name]) => name)],
  };
  for (const [key, [field, names]] of Object.entries(NAMES)) {
    KG.addParameter(key, (text) => { KG.filters[field] = hiddenOf(names, text); }, () => allBut(names, KG.filters[field]));
  }
  /** @type {Record<string, ['leastPapers' | 'leastSources' | 'leastConfidence' | 'leastDegree' | 'leastCore' | 'from' | 'to', number]>} */
  const NUMBERS = {
    papers: ['leastPapers', 1], sources: ['leastSources', 1], confidence: ['leastConfidence', 0],
    degree: ['leastDegree', 0], core: ['leastCore', 0], from: ['from', 0], to: ['to', 0],
  };
  for (const [key, [field, none]] of Object.entries(NUMBERS)) {
    KG.addParameter(key, (text) => { KG.filters[field] = Math.max(none, Math.round(Number(text)) || none); },
      () => (KG.filters[field] === none ? '' : String(KG.filters[field])));
  }
  KG.addParameter('undated', (text) => { KG.filters.undated = text === '1'; }, () => (KG.filters.undated ? '1' : ''));
  KG.addParameter('topic', (text) => {
    const topic = D.topics.findIndex((_, k) => text && KG.topicKey(k) === text);
    KG.filters.topic = topic;
  }, () => (KG.filters.topic < 0 ? '' : KG.topicKey(KG.filters.topic)));
  KG.addParameter('hide', (text) => {
    KG.filters.hidden = KG.readList(text);
  }, () => KG.writeList(KG.filters.hidden));
  KG.topicKey = (topic) => KG.whole(D.topics[topic].name.map((/** @type {string} */ name) => KG.shorten(name, 60)).join('+'));
  KG.on('parameters', KG.applyFilters);
})(window.KG);
