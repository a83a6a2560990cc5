// A node: what it is, its papers by year, its facts and the sentences that say them.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const OPEN_AT_FIRST = 16; // groups are open until so many rows are shown

  const first = ['proposes', 'introduces'];
  /** @param {number} k */
  const rank = (k) => { const [role] = D.roles[D.roleEdges.role[k]]; return first.includes(role) ? 0 : role === 'mentions' ? 2 : 1; };
  /** Roles of a node in papers: who proposes it first, who only mentions it last; the newest before the others. @param {number} node */
  function papersOf(node) {
    return [...D.rolesOfNode(node)].sort((a, b) => rank(a) - rank(b) ||
      D.papers.date[D.roleEdges.paper[b]].localeCompare(D.papers.date[D.roleEdges.paper[a]]) || a - b);
  }

  /** Facts by relation and direction; those of more papers first. @param {number} node */
  function factGroups(node) {
    const groups = new Map();
    for (const e of D.factsOf(node)) {
      const relation = D.edges.relation[e];
      const out = D.edges.head[e] === node;
      const [label, meaning, symmetric] = D.relations[relation];
      const key = relation * 2 + (out || symmetric ? 0 : 1);
      if (!groups.has(key)) groups.set(key, { label: out || symmetric ? `${label} …` : `… ${label} it`, meaning, rows: [] });
      groups.get(key).rows.push(e);
    }
    // The first one is opened: what is read with little confidence comes after the others of as many papers.
    const { support } = D.edges;
    for (const { rows } of groups.values()) rows.sort((/** @type {number} */ a, /** @type {number} */ b) => support[b] - support[a] || Number(KG.isUnsure(a)) - Number(KG.isUnsure(b)));
    return [...groups].sort((a, b) => a[0] - b[0]).map(([, group]) => group);
  }

  /** @param {number} node @param {number} e @param {any} open */
  function factRow(node, e, open) {
    const other = D.other(e, node);
    const { button, body } = KG.disclosure(KG.sourcesOf(e),
      (into) => KG.fillEvidence(into, 'edges', e, [node, other]), open);
    const link = make('button.small', { 'aria-label': `Fact: ${KG.plain(KG.kindOf({ kind: 'fact', of: e }).title(e), 160)}`, title: 'This fact alone', onclick: () => KG.open('fact', e) }, '#');
    // The panel tells all that is said; what the filters leave out of the drawing is told as such.
    const out = make('span.filtered', { hidden: KG.shown.edge[e] === 1, 'data-fact': e, title: 'The filters leave it out of the map' }, 'filtered');
    return [KG.nodeLink(other), ' ', KG.markNodes(e), out, make('span.together', {}, button, link), body];
  }

  /** How many of its facts the filters leave, where that is not all. @param {number} node */
  function passing(node) {
    const facts = D.factsOf(node);
    const left = facts.reduce((sum, e) => sum + KG.shown.edge[e], 0);
    return left === facts.length ? '' : `, ${KG.figure(left)} of them left by the filters`;
  }
  KG.on('filtered', () => {
    const { kind, of } = KG.place();
    const told = KG.byId('panel').querySelector('.passing');
    if (kind !== 'node' || !told) return;
    told.textContent = passing(of);
    for (const mark of KG.byId('panel').querySelectorAll('.filtered')) mark.hidden = KG.shown.edge[Number(mark.dataset.fact)] === 1;
  });

  /** Aliases that differ from the name and from each other by more than case. */
  KG.spellings = function (node) {
    const seen = new Set([D.nodes.name[node].toLowerCase()]);
    return D.nodes.aliases[node].filter((one) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
  };

  /** @type {Record<string, string>} */
  const VERBS = {
    proposes: 'proposed', introduces: 'introduced', uses: 'used', compares: 'compared against', addresses: 'worked on',
    reports: 'reported', studies: 'studied', mentions: 'only mentioned',
  };
  /** What it is and what the papers do with it, in one sentence: all from the graph. @param {number} node */
  function describe(node) {
    const roles = new Map();
    for (const k of D.rolesOfNode(node)) roles.set(D.roleEdges.role[k], (roles.get(D.roleEdges.role[k]) || 0) + 1);
    const does = [...roles].sort((a, b) => a[0] - b[0])
      .map(([role, count]) => `${VERBS[D.roles[role][0]] || D.roles[role][0]}${D.nodes.papers[node] > 1 ? ` by ${KG.figure(count)}` : ''}`);
    const by = D.nodes.papers[node] > 1 ? ` of ${KG.count(D.nodes.papers[node], 'paper')}` : ' by the one paper that names it';
    const kind = [];
    for (const e of D.factsOf(node)) {
      if (kind.length < 2 && D.edges.head[e] === node && D.relations[D.edges.relation[e]][0] === 'kind of') kind.push(D.edges.tail[e]);
    }
    const years = [...D.rolesOfNode(node)].map((k) => D.yearOf[D.roleEdges.paper[k]]).filter(Boolean);
    const line = make('p.describes', {}, `A ${D.typeName(node).toLowerCase()}`);
    if (kind.length) line.append(', a kind of ', ...KG.joined(kind.map((i) => KG.nodeLink(i)), ', '));
    line.append(does.length ? `: ${does.join(', ')}${by}` : '',
      years.length ? `; first dated ${Math.min(...years)}.` : '.');
    return line;
  }

  // Pages that can tell more; nothing is asked of them before one clicks.
  /** @type {[string, (name: string) => string][]} */
  const LOOKUPS = [
    ['arXiv', (name) => `https://arxiv.org/search/?searchtype=all&query=${name}`],
    ['Hugging Face', (name) => `https://huggingface.co/search/full-text?q=${name}`],
    ['Wikipedia', (name) => `https://en.wikipedia.org/w/index.php?search=${name}`],
    ['Scholar', (name) => `https://scholar.google.com/scholar?q=${name}`],
  ];
  /** Where else to look a name up. */
  KG.lookUps = (name) => {
    const words = KG.forQuery(name, 120);
    return make('p.lookups', {}, 'Look up: ', ...KG.joined(LOOKUPS.map(([site, address]) => KG.webLink(site, address(words))), ' · '));
  };

  /** Terms of other vocabularies that it is, or is close to. @param {number} node */
  async function matches(node) {
    const found = (await KG.details()).matches[node] || [];
    return found.length ? [make('p.lookups', {}, 'Elsewhere: ', ...KG.joined(found.map(([label, address, exact]) =>
      make('span', {}, exact ? '' : '≈ ', KG.webLink(label, address))), ' · '))] : [];
  }

  /** @param {number} node @param {HTMLElement} panel */
  function show(node, panel) {
    const facts = D.factsOf(node);
    const type = D.nodes.type[node];
    const aliases = KG.spellings(node);
    const topic = D.nodes.topic[node];
    const topicLine = D.topics[topic].colour < 0 ? null : make('button.chip', {
      onclick: () => KG.showTopic(topic), title: 'Show this part of the map',
    }, KG.dotOf(topic), quote(D.topicName(topic)));
    const actions = KG.actions.map((one) => make('button.small', { title: one.title, 'data-key': one.title, onclick: () => one.run(node) },
      typeof one.label === 'function' ? one.label(node) : one.label));
    const parts = [KG.panelHead(D.types[type][0], KG.signOf(type), D.nodes.name[node],
      aliases.length ? make('p.aliases', {}, 'Also: ', ...KG.joined(aliases.map((name) => quote(name)), ', ')) : null,
      describe(node),
      make('p.numbers', {}, `${KG.count(D.nodes.papers[node], 'paper')} · ${KG.count(facts.length, 'fact')}`, make('span.passing', { role: 'status' }, passing(node))),
      topicLine ? make('p', {}, topicLine) : null,
      make('div.actions', { role: 'group', 'aria-label': 'What to do with it' }, ...actions))];
    const years = KG.yearChart(node);
    if (years) parts.push(years);
    let opened = false;
    let rows = 0;
    for (const group of factGroups(node)) {
      const open = rows < OPEN_AT_FIRST;
      rows += group.rows.length;
      const title = make('span', { title: group.meaning }, group.label);
      parts.push(KG.section(title, group.rows, (e, k) => factRow(node, e, !opened && k === 0 && (opened = true)), open));
    }
    const results = make('div.results', {});
    parts.push(results);
    const roles = papersOf(node);
    parts.push(KG.section('Papers', roles, (k) => {
      const paper = D.roleEdges.paper[k];
      const { button, body } = KG.disclosure(D.roles[D.roleEdges.role[k]][0],
        (into) => KG.fillEvidence(into, 'roles', k, [node], false), !facts.length && k === roles[0]);
      return [KG.paperLink(paper), ' ', make('span.soft', {}, KG.dateNode(paper)), ' ', button, body];
    }, true));
    const elsewhere = make('div', {});
    parts.push(elsewhere, KG.lookUps(D.nodes.name[node]));
    panel.replaceChildren(...parts);
    KG.fill(elsewhere, () => matches(node));
    KG.fillResults(results, { node });
    KG.say(`${D.nodes.name[node]}, ${D.types[type][0]}, ${KG.count(D.nodes.papers[node], 'paper')}, ${KG.count(facts.length, 'fact')}`);
  }

  /** Groups of what a node is joined to, for the stage. @param {number} node @param {number} [edge] */
  function groupsOf(node, edge) {
    const groups = new Map();
    /** @param {string} key @param {string} caption @param {boolean} out @param {Row} row @param {any} [both] */
    const add = (key, caption, out, row, both = false) => {
      if (!groups.has(key)) groups.set(key, { caption, out, both, rows: [] });
      groups.get(key).rows.push(row);
    };
    for (const e of D.factsOf(node)) {
      if (!KG.shown.edge[e] && e !== edge) continue;
      const relation = D.edges.relation[e];
      const [label, , symmetric] = D.relations[relation];
      const out = D.edges.head[e] === node || !!symmetric;
      add(`${relation} ${out}`, label, out, {
        node: D.other(e, node), edge: e,
        weight: e === edge ? Infinity : D.edges.support[e] * 1000 + D.nodes.papers[D.other(e, node)],
      }, !!symmetric);
    }
    // Few facts: its papers say more. Many facts: the papers are in the panel.
    if (D.factsOf(node).length < 10) {
      for (const k of D.rolesOfNode(node).slice(0, 12)) {
        const role = D.roleEdges.role[k];
        add(`role ${role}`, `paper ${D.roles[role][0]} it`, false, { paper: D.roleEdges.paper[k], weight: 0 });
      }
    }
    return [...groups.values()];
  }

  /** What stands on the stage around a node; `edge` is a fact that must be there. */
  KG.aroundNode = (node, most, edge) =>
    KG.columns({ x: D.x[node], y: D.y[node], row: { node } }, groupsOf(node, edge), most);

  KG.addPlace({
    kind: 'node', word: 'n',
    read: ([id]) => D.nodeOf(id),
    write: (node) => [D.nodes.id[node]],
    title: (node) => D.nodes.name[node],
    show,
    focus: (node, most) => KG.aroundNode(node, most),
    same: (node) => [`node ${node}`],
  });
})(window.KG);
