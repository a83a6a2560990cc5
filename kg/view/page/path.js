// The way from one node to another: facts where there are any, else papers that name both ends of a step.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;

  // What a step costs. A paper that names two things joins them less than a fact does; what
  // everything is joined to (a hub) says little about any two of its neighbours.
  const FACT = 4;
  const UNSURE = 4; // more for a fact that is read with no confidence at all
  const PAPER = 7; // to a paper or from it
  const BACKGROUND = 3; // more, where the paper only mentions it
  const METRIC = 5; // more through a metric: two things that are measured alike need have nothing in common
  const metric = D.types.findIndex(([name]) => name === 'Metric');
  /** @type {Float64Array | null} */
  let hubs = null; // worked out once
  /** @param {number} node */
  const hubOf = (node) => Math.min(4, Math.log10(1 + D.nodes.papers[node] + D.factsOf(node).length) * 2) +
    (D.nodes.type[node] === metric ? METRIC : 0);

  const mentions = D.roles.findIndex(([name]) => name === 'mentions');
  /** Cheapest way: [{from, to, edge} | {from, to, paper}], or null. Dijkstra over nodes, then papers. */
  KG.findPath = function (from, to) {
    const size = D.n + D.nPapers;
    const cost = new Float64Array(size).fill(Infinity);
    const before = new Int32Array(size).fill(-1);
    const by = new Int32Array(size).fill(-1);
    const heap = new KG.Heap();
    const through = hubs = hubs || Float64Array.from({ length: D.n }, (_, i) => hubOf(i));
    const hub = (/** @type {number} */ node) => through[node];
    cost[from] = 0;
    heap.add(from, 0);
    /** @param {number} vertex @param {any} at @param {any} more @param {number} edge */
    const reach = (vertex, at, more, edge) => {
      if (cost[at] + more >= cost[vertex]) return;
      cost[vertex] = cost[at] + more;
      before[vertex] = at;
      by[vertex] = edge;
      heap.add(vertex, cost[vertex]);
    };
    for (let at = heap.take(); at !== undefined && at !== to; at = heap.take()) {
      if (at < D.n) {
        for (const e of D.factsOf(at)) {
          if (!KG.shown.edge[e]) continue;
          const other = D.other(e, at);
          const doubt = UNSURE * (1 - D.edges.confidence[e] / 100);
          reach(other, at, FACT + doubt - Math.min(1, (D.edges.support[e] - 1) / 3) + (other === to ? 0 : hub(other)), e);
        }
        for (const k of D.rolesOfNode(at)) {
          if (KG.inYears(D.roleEdges.paper[k])) reach(D.n + D.roleEdges.paper[k], at, PAPER + (D.roleEdges.role[k] === mentions ? BACKGROUND : 0), -1);
        }
      } else {
        for (const k of D.rolesOfPaper(at - D.n)) {
          const node = D.roleEdges.node[k];
          if (KG.shown.node[node]) reach(node, at, PAPER + (D.roleEdges.role[k] === mentions ? BACKGROUND : 0) + (node === to ? 0 : hub(node)), -1);
        }
      }
    }
    if (cost[to] === Infinity) return null;
    const steps = [];
    for (let at = to; at !== from;) {
      const last = before[at];
      if (last < D.n) { steps.unshift({ from: last, to: at, edge: by[at] }); at = last; }
      else { steps.unshift({ from: before[last], to: at, paper: last - D.n }); at = before[last]; }
    }
    return steps;
  };

  /** @param {Step} step */
  function stepNodes(step) {
    const evidence = make('div.evidence', {});
    if (step.edge !== undefined) {
      KG.fillEvidence(evidence, 'edges', step.edge, [step.from, step.to]);
      return make('li.step', {}, make('p', {}, ...KG.factNodes(step.edge), ' ', KG.markNodes(step.edge)), evidence);
    }
    /** @param {number} node */
    const { paper } = step;
    const role = (/** @type {number} */ node) => D.rolesOfPaper(paper).find((k) => D.roleEdges.node[k] === node) ?? -1;
    const parts = [step.from, step.to].map((node) => {
      const into = make('div.evidence', {});
      KG.fillEvidence(into, 'roles', role(node), [node], false);
      return into;
    });
    return make('li.step', {}, make('p', {}, KG.nodeLink(step.from), make('span.relation', {}, ' named together with '), KG.nodeLink(step.to)),
      make('p.soft', {}, 'in ', KG.paperLink(paper)), ...parts);
  }

  /** @type {{key: string, steps: Step[] | null} | null} */
  let found = null; // the last one, so that panel and stage agree
  /** @param {[number, number]} given */
  const pathOf = ([from, to]) => {
    const key = `${from} ${to} ${KG.shown.edges} ${KG.shown.nodes}`;
    if (!found || found.key !== key) found = { key, steps: KG.findPath(from, to) };
    return found.steps;
  };

  /** @param {[number, number]} given @param {HTMLElement} panel */
  function show([from, to], panel) {
    const steps = pathOf([from, to]);
    panel.replaceChildren(
      KG.panelHead('Path', make('span.sign', { 'aria-hidden': 'true' }, '⇢'),
        [KG.nodeLink(from), make('span.relation', {}, ' … '), KG.nodeLink(to)],
        make('p.numbers', {}, steps ? KG.count(steps.length, 'step') : 'No way leads from one to the other through what is shown.'),
        make('div.actions', {}, make('button.small', { onclick: () => KG.open('compare', [from, to]) }, 'Compare the two'),
          steps ? make('button.small', { onclick: () => KG.open('net', [from, ...steps.map((one) => one.to)]) }, 'Explore from here') : null,
          make('button.small', { onclick: KG.copyLink }, 'Copy link'))),
      make('ol.steps', {}, ...(steps || []).map(stepNodes)));
    KG.say(steps ? `Path of ${KG.count(steps.length, 'step')}` : 'No path');
  }

  /** @param {[number, number]} given */
  function focus([from, to]) {
    const steps = pathOf([from, to]) || [];
    /** @type {PlacedRow[]} */
    const rows = [{ node: from, x: D.x[from], y: D.y[from] }];
    const lines = [];
    for (const step of steps) {
      const last = rows[rows.length - 1];
      if (step.edge !== undefined) {
        rows.push({ node: step.to, x: last.x, y: last.y + 84 });
        lines.push(KG.lineOf(step.edge, true));
      } else {
        const style = { dashes: true, color: { color: KG.colours.style.grey } };
        rows.push({ paper: step.paper, x: last.x, y: last.y + 64 }, { node: step.to, x: last.x, y: last.y + 128 });
        lines.push({ id: `r${lines.length}a`, from: `n${step.from}`, to: `p${step.paper}`, ...style, arrows: '' },
          { id: `r${lines.length}b`, from: `p${step.paper}`, to: `n${step.to}`, ...style, arrows: '' });
      }
    }
    if (!steps.length) rows.push({ node: to, x: D.x[from], y: D.y[from] + 90 });
    // Two steps may lead through one paper.
    const seen = new Set();
    return KG.drawing(rows.filter((one) => one.node !== undefined || (!seen.has(one.paper) && seen.add(one.paper))), lines, [from, to]);
  }

  KG.readPair = ([a, b]) => {
    const pair = [D.nodeOf(a), D.nodeOf(b)];
    return pair[0] === undefined || pair[1] === undefined || pair[0] === pair[1] ? null : [pair[0], pair[1]];
  };
  KG.writePair = (pair) => pair.map((i) => D.nodes.id[i]);
  KG.addPlace({
    kind: 'path', word: 'path', read: KG.readPair, write: KG.writePair,
    title: ([a, b]) => `From ${D.nodes.name[a]} to ${D.nodes.name[b]}`, show, focus,
  });
  KG.addAction({
    label: 'Path to …', title: 'Path to another entity', key: 't',
    run: (node) => KG.pickNode(`Path from ${KG.plain(D.nodes.name[node], 30)} to …`, (other) => KG.open('path', [node, other])),
  });
})(window.KG);
