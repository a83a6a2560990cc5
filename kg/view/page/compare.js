// Two nodes side by side: what is said between them, what they share, who reports what on the same data.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;

  /** @param {number} a @param {number} b */
  const between = (a, b) => [...D.factsOf(a)].filter((e) => D.other(e, a) === b);
  /** @param {number} node @returns {Map<number, number>} */
  const rolesOf = (node) => new Map([...D.rolesOfNode(node)].map((k) => [D.roleEdges.paper[k], k]));

  /** @param {Map<number, number>} roles @param {number} paper */
  const roleIn = (roles, paper) => D.roles[D.roleEdges.role[roles.get(paper) ?? 0]][0];

  /** Others that both are joined to in the same way: [{caption, nodes: [[other, factOfA, factOfB]]}]. @param {number} a @param {number} b */
  function shared(a, b) {
    /** @param {number} e @param {number} node */
    const keyOf = (e, node) => `${D.edges.relation[e] * 2 + (D.edges.head[e] === node || D.relations[D.edges.relation[e]][2] ? 0 : 1)} ${D.other(e, node)}`;
    const mine = new Map([...D.factsOf(a)].map((e) => [keyOf(e, a), e]));
    /** @type {Map<string, [number, number, number][]>} */
    const groups = new Map();
    for (const e of D.factsOf(b)) {
      const same = mine.get(keyOf(e, b));
      if (same === undefined) continue;
      const out = D.edges.head[e] === b;
      const label = D.relations[D.edges.relation[e]][0];
      const caption = out ? `both ${label} …` : `… ${label} both`;
      groups.set(caption, [...(groups.get(caption) || []), [D.other(e, b), same, e]]);
    }
    return [...groups].map(([caption, nodes]) => ({ caption, nodes }));
  }

  /** @param {number} a @param {number} b */
  function numbers(a, b) {
    /** @param {string} name @param {(node: number) => Child} of */
    const row = (name, of) => make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, of(a)), make('td', {}, of(b)));
    /** @param {number} node */
    const years = (node) => [...D.rolesOfNode(node)].map((k) => D.yearOf[D.roleEdges.paper[k]]).filter(Boolean);
    /** @param {number} node */
    const proposed = (node) => {
      const first = [...D.rolesOfNode(node)].find((k) => ['proposes', 'introduces'].includes(D.roles[D.roleEdges.role[k]][0]));
      return first === undefined ? '–' : KG.paperLink(D.roleEdges.paper[first]);
    };
    const heads = [a, b].map((node) => make('th', { scope: 'col' }, KG.nodeLink(node)));
    return make('table.compared', {}, make('thead', {}, make('tr', {}, make('td', {}), ...heads)), make('tbody', {},
      row('Type', (node) => D.typeName(node)), row('Papers', (node) => KG.figure(D.nodes.papers[node])),
      row('Facts', (node) => KG.figure(D.factsOf(node).length)),
      row('First dated', (node) => (years(node).length ? Math.min(...years(node)) : '–')), row('Comes from', proposed)));
  }

  /** Results of both: on the same data set in the same metric, or of one against the other. @param {number} a @param {number} b */
  async function results(a, b) {
    const { results: found } = await KG.details();
    /** @type {Map<string, {dataset: number, metric: number, of: string[][]}>} */
    const cells = new Map();
    const rows = [];
    for (let k = 0; k < found.kind.length; k++) {
      const [method, dataset, metric, baseline] = found.ends[k];
      if ((method === a && baseline === b) || (method === b && baseline === a)) {
        rows.push(make('li', {}, KG.nodeLink(method), ' ', quote(KG.printed(found.value[k][0])), ' ', metric < 0 ? '' : KG.nodeLink(metric), ' over ', KG.nodeLink(baseline),
          dataset < 0 ? '' : ' on ', dataset < 0 ? '' : KG.nodeLink(dataset), ' · ', KG.paperLink(found.place[k][0])));
      }
      if ((method !== a && method !== b) || dataset < 0 || found.kind[k] === 'improvement') continue;
      const key = `${dataset} ${metric}`;
      const cell = cells.get(key) || { dataset, metric, of: [[], []] };
      cells.set(key, cell);
      cell.of[method === a ? 0 : 1].push(KG.printed(found.value[k][0]));
    }
    const both = [...cells.values()].filter(({ of }) => of[0].length && of[1].length);
    const table = both.length ? make('table.compared', {}, make('thead', {}, make('tr', {}, ...['Data set', 'Metric'].map((name) => make('th', { scope: 'col' }, name)),
      ...[a, b].map((node) => make('th', { scope: 'col' }, quote(KG.shorten(D.nodes.name[node], 24)))))),
    make('tbody', {}, ...both.map(({ dataset, metric, of }) => make('tr', {}, make('td', {}, KG.nodeLink(dataset)), make('td', {}, metric < 0 ? '–' : KG.nodeLink(metric)),
      ...of.map((values) => make('td', {}, quote(values.join(', ')))))))) : null;
    return table || rows.length ? [make('h3', {}, 'Results'), table, make('ul.rows', {}, ...rows)].filter(Boolean) : [];
  }

  /** @param {[number, number]} given @param {HTMLElement} panel */
  function show([a, b], panel) {
    const facts = between(a, b);
    const [mine, theirs] = [rolesOf(a), rolesOf(b)];
    const papers = [...mine.keys()].filter((paper) => theirs.has(paper));
    const common = shared(a, b);
    const made = make('div.results', {});
    const parts = [
      KG.panelHead('Compare', make('span.sign', { 'aria-hidden': 'true' }, '⇄'), [KG.nodeLink(a), make('span.relation', {}, ' and '), KG.nodeLink(b)],
        make('div.actions', {}, make('button.small', { onclick: () => KG.open('path', [a, b]) }, 'Path between them'),
          make('button.small', { onclick: KG.copyLink }, 'Copy link'))),
      numbers(a, b),
      facts.length ? KG.section('Said between them', facts, (e) => {
        const { button, body } = KG.disclosure(KG.sourcesOf(e),
          (into) => KG.fillEvidence(into, 'edges', e, [a, b]), true);
        return [...KG.factNodes(e), ' ', KG.markNodes(e), button, body];
      }, true) : make('p.soft', {}, 'No fact joins the two directly.'),
      made,
      ...common.map(({ caption, nodes }) => KG.section(caption, nodes, ([other, one, two]) => {
        /** @param {number} e @param {string} name @param {number} node */
        const more = (e, name, node) => KG.disclosure(KG.shorten(name, 22), (into) => KG.fillEvidence(into, 'edges', e, [node, other]));
        const [first, second] = [more(one, D.nodes.name[a], a), more(two, D.nodes.name[b], b)];
        return [KG.nodeLink(other), ' ', first.button, second.button, first.body, second.body];
      }, true)),
      KG.section('Papers that name both', papers, (paper) => [KG.paperLink(paper), ' ', make('span.soft', {}, KG.dateNode(paper),
        ` ${roleIn(mine, paper)} `, quote(KG.shorten(D.nodes.name[a], 30)), `, ${roleIn(theirs, paper)} `, quote(KG.shorten(D.nodes.name[b], 30)))], true),
    ];
    panel.replaceChildren(...parts);
    KG.fill(made, () => results(a, b));
    KG.say(`${D.nodes.name[a]} and ${D.nodes.name[b]}: ${KG.count(facts.length, 'fact')} between them, ${KG.count(papers.length, 'paper names', 'papers name')} both`);
  }

  /** @param {[number, number]} given @param {number} most */
  function focus([a, b], most) {
    const others = [...new Set(shared(a, b).flatMap(({ nodes }) => nodes.map(([other]) => other)))]
      .sort((x, y) => D.nodes.papers[y] - D.nodes.papers[x] || x - y);
    const kept = others.slice(0, Math.max(1, most));
    const linesTo = (/** @type {number[]} */ nodes) => [...new Set([...KG.factsAmong([a, b]), ...nodes.flatMap((node) => [...between(a, node), ...between(b, node)])])]
      .map((e) => KG.lineOf(e, nodes.length < 7));
    const [x, y] = [D.x[a], D.y[a]];
    if (KG.camera.box.clientWidth < 620) {
      // Narrow: the two on the left, above and below; what they share on the right between them.
      const high = Math.max(60, kept.length * 17 + 30);
      const rows = [{ node: a, x: x - 80, y: y - high }, { node: b, x: x - 80, y: y + high },
        ...kept.map((node, k) => ({ node, x: x + 80, y: y + (k - (kept.length - 1) / 2) * 34 }))];
      return { ...KG.drawing(rows, linesTo(kept), [a, b]), all: others.length + 2, kept: kept.length + 2 };
    }
    const side = 240 + Math.max(KG.halfWidth({ node: a }), KG.halfWidth({ node: b }), 60);
    const top = y - (kept.length * 34) / 2;
    const rows = [{ node: a, x: x - side, y: kept.length ? y : y - 20 }, { node: b, x: x + side, y: kept.length ? y : y - 20 },
      ...kept.map((node, k) => ({ node, x, y: top + k * 34 + (kept.length === 1 ? -20 : 17) }))];
    return { ...KG.drawing(rows, linesTo(kept), [a, b]), all: others.length + 2, kept: kept.length + 2 };
  }

  KG.addPlace({
    kind: 'compare', word: 'compare', read: KG.readPair, write: KG.writePair,
    title: ([a, b]) => `${D.nodes.name[a]} and ${D.nodes.name[b]}`, show, focus,
  });
  KG.addAction({
    label: 'Compare …', title: 'Compare with another entity', key: 'c',
    run: (node) => KG.pickNode(`Compare ${KG.plain(D.nodes.name[node], 30)} with …`, (other) => KG.open('compare', [node, other])),
  });
})(window.KG);
