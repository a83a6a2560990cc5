// The graph as the page got it: columns of numbers and texts, and quick ways from node to edges.
(function (KG) {
  'use strict';

  const core = JSON.parse(KG.byId('kg-core').textContent);
  const { nodes, edges, roleEdges, papers } = core;
  unpack();
  const n = nodes.name.length;
  const m = edges.head.length;
  const nPapers = papers.title.length;

  /** The short forms of payload.py, made long again. */
  function unpack() {
    nodes.id = nodes.id.map((/** @type {string} */ id) => core.idPrefix + id);
    /** @param {any} columns @param {string[]} names */
    const read = (columns, names) => names.forEach((name) => { columns[name] = KG.column(columns[name]); });
    read(nodes, ['type', 'papers', 'topic', 'aside', 'x', 'y', 'r']);
    read(edges, ['head', 'tail', 'relation', 'support', 'confidence']);
    read(roleEdges, ['count', 'node', 'role']);
    read(papers, ['inferred']);
    nodes.r = Float32Array.from(nodes.r, (tenths) => tenths / 10);
    roleEdges.paper = repeated(roleEdges.count, roleEdges.node.length);
  }

  /** The number of each group, so often as it has members. @param {Numbers} counts @param {number} size */
  function repeated(counts, size) {
    const groups = new Uint32Array(size);
    let next = 0;
    counts.forEach((count, k) => groups.fill(k, next, (next += count)));
    return groups;
  }

  /** Group rows by a key: the rows of key k are rows.subarray(at[k], at[k + 1]). @param {number} size @param {...any} keys */
  function group(size, ...keys) {
    const at = new Uint32Array(size + 1);
    for (const key of keys) for (const one of key) at[one + 1]++;
    for (let i = 0; i < size; i++) at[i + 1] += at[i];
    const rows = new Uint32Array(at[size]);
    const next = at.slice();
    const length = keys[0].length;
    for (let i = 0; i < length; i++) for (const key of keys) rows[next[key[i]]++] = i;
    return (/** @type {number} */ k) => rows.subarray(at[k], at[k + 1]);
  }

  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const factsOf = group(n, edges.head, edges.tail);
  const degree = Uint32Array.from(order, (i) => factsOf(i).length);
  order.sort((a, b) => nodes.papers[b] - nodes.papers[a] || degree[b] - degree[a] || a - b);
  const rank = new Uint32Array(n);
  order.forEach((node, place) => { rank[node] = place; });

  /** @param {string[]} ids */
  const numbered = (ids) => new Map(ids.map((id, i) => [KG.whole(id), i]));
  const nodeOf = numbered(nodes.id);
  const paperOf = numbered(papers.id);

  KG.data = {
    title: core.title,
    baseIri: core.baseIri,
    at: core.at,
    visOptions: core.visOptions,
    types: core.types,
    relations: core.relations,
    roles: core.roles,
    topics: core.topics,
    n, m, nPapers, nodes, edges, roleEdges, papers,
    x: Float32Array.from(nodes.x),
    y: Float32Array.from(nodes.y),
    r: Float32Array.from(nodes.r),
    /** Nodes, most papers first. */
    order,
    rank,
    factsOf,
    /** Role edges (paper → node) of a node, and of a paper. */
    rolesOfNode: group(n, roleEdges.node),
    rolesOfPaper: group(nPapers, roleEdges.paper),
    /** Year of each paper; 0 without one. */
    yearOf: Uint16Array.from(papers.date, (date) => Number(date.slice(0, 4)) || 0),
    topicSize: countOf(nodes.topic, core.topics.length),
    nodeOf: (id) => nodeOf.get(id),
    paperOf: (id) => paperOf.get(id),
    other: (edge, node) => (edges.head[edge] === node ? edges.tail[edge] : edges.head[edge]),
    typeName: (node) => core.types[nodes.type[node]][0],
    topicName: (topic) => core.topics[topic].name.map((/** @type {string} */ name) => KG.plain(name, 60)).join(' · '),
    /** Edge from head to tail by a relation, or -1. */
    findEdge(head, relation, tail) {
      for (const e of factsOf(head)) {
        if (edges.head[e] === head && edges.tail[e] === tail && edges.relation[e] === relation) return e;
      }
      return -1;
    },
  };

  /** Whether there are enough nodes for regions and their names; a few are better read one by one. */
  KG.hasTopics = n >= 60;

  /** Places of sentences, mentions and results. */
  /** @type {Promise<Details> | null} */
  let details = null;
  KG.details = () => (details = details || block('kg-details').then((/** @type {any} */ found) => {
    for (const part of [found.sentences, found.edges, found.roles, found.mentions]) {
      for (const [name, column] of Object.entries(part)) part[name] = KG.column(column);
    }
    const { at, start, end } = KG.spans(found.sentences);
    /** @param {number} paper @param {number} sentence */
    const place = (paper, sentence) => [start[at[paper] + sentence], end[at[paper] + sentence]];
    for (const rows of [found.edges, found.roles]) {
      rows.at = KG.offsets(rows.count);
      rows.paper = rows.paper || repeated(rows.count, rows.sentence.length).map((role) => roleEdges.paper[role]);
      const which = rows.sentence.map((/** @type {number} */ sentence, /** @type {number} */ k) => at[rows.paper[k]] + sentence);
      rows.start = which.map((/** @type {number} */ k) => start[k]);
      rows.end = which.map((/** @type {number} */ k) => end[k]);
    }
    Object.assign(found.mentions, KG.spans(found.mentions));
    // [paper, start, end, source, confidence]
    found.results.place = found.results.place.map((/** @type {number[]} */ [paper, sentence, ...rest]) => [paper, ...place(paper, sentence), ...rest]);
    KG.openedDetails = found;
    return found;
  }));
  /** Text that all places in a paper count in: title, newline, abstract. */
  KG.text = async (paper) => `${papers.title[paper]}\n${(await KG.abstracts(paper))[paper % core.perBlock]}`;
  /** Abstracts of the block that a paper is in, and the first paper of that block. */
  KG.abstracts = (paper) => block(`kg-texts-${Math.floor(paper / core.perBlock)}`);
  KG.perBlock = core.perBlock;

  /** @param {ArrayLike<number> & Iterable<number>} column @param {number} size */
  function countOf(column, size) {
    const counts = new Array(size).fill(0);
    for (const one of column) counts[one]++;
    return counts;
  }

  // Blocks stand behind this script, so that the map is drawn before they are even read; they are
  // opened once, when something of them is first shown.
  const opened = new Map();
  /** @param {string} id */
  function block(id) {
    if (!opened.has(id)) opened.set(id, open(id));
    return opened.get(id);
  }

  /** @param {string} id */
  async function open(id) {
    if (document.readyState === 'loading') {
      await new Promise((done) => { addEventListener('DOMContentLoaded', done, { once: true }); });
    }
    const element = KG.byId(id);
    if (element.dataset.form === 'json') return JSON.parse(element.textContent);
    if (!('DecompressionStream' in window)) {
      throw new Error('This browser is too old to open the evidence: it lacks DecompressionStream.');
    }
    const binary = atob(element.textContent);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(stream).text());
  }
})(window.KG);
