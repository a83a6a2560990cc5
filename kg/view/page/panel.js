// The panel: a node, a fact or a paper, and who says so.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const panel = KG.byId('panel');
  const OPEN_ROWS = 12; // rows of a group shown at first
  const OPEN_AT_FIRST = 16; // groups are open until so many rows are shown

  function head(kind, sign, name, ...below) {
    const close = make('button.close', { 'aria-label': 'Close', title: 'Whole map (Esc)', onclick: () => KG.open('home') }, '×');
    return make('div.head', {}, close, make('p.kind', {}, sign, kind), make('h2', { dir: 'auto' }, name), ...below);
  }

  /** A titled group that can be folded; rows beyond the first dozen come on demand. */
  function section(title, rows, draw, open) {
    const list = make('ul.rows', {});
    const body = make('details.group', { open }, make('summary', {}, title, ' ', make('span.number', {}, KG.figure(rows.length))), list);
    let next = 0;
    function more(count) {
      const some = rows.slice(next, next + count);
      next += some.length;
      list.append(...some.map((row, k) => make('li', {}, ...draw(row, next - some.length + k))));
      if (next < rows.length) {
        const button = make('button.small', { onclick: () => { button.parentNode.remove(); more(100); } },
          `${KG.figure(rows.length - next)} more`);
        list.append(make('li', {}, button));
      }
    }
    // What is folded is built when it is opened: a hub has thousands of rows.
    if (open) more(OPEN_ROWS);
    else body.addEventListener('toggle', () => { if (!next) more(OPEN_ROWS); });
    return body;
  }

  function papersOf(node) {
    return [...D.rolesOfNode(node)].sort((a, b) =>
      D.papers.date[D.roleEdges.paper[b]].localeCompare(D.papers.date[D.roleEdges.paper[a]]) || a - b);
  }

  // ---- a node
  function factGroups(node) {
    const groups = new Map();
    for (const e of D.factsOf(node)) {
      const relation = D.edges.relation[e];
      const out = D.edges.head[e] === node;
      const [label, meaning, symmetric] = D.relations[relation];
      const key = relation * 2 + (out || symmetric ? 0 : 1);
      if (!groups.has(key)) groups.set(key, { label: out || symmetric ? `${label} …` : `… ${label} it`, meaning, out: out || symmetric, rows: [] });
      groups.get(key).rows.push(e);
    }
    return [...groups].sort((a, b) => a[0] - b[0]).map(([, group]) => group);
  }

  function factRow(node, e, open) {
    const other = D.other(e, node);
    const { button, body } = KG.disclosure(KG.count(D.edges.support[e], 'paper'),
      (into) => KG.fillEvidence(into, 'edges', e, [node, other]), open);
    const link = make('button.small', { 'aria-label': 'This fact alone', title: 'This fact alone', onclick: () => KG.open('fact', e) }, '#');
    return [KG.nodeLink(other), ' ', make('span.together', {}, button, link), body];
  }

  /** Aliases that differ from the name and from each other by more than case. */
  function spellings(name, aliases) {
    const seen = new Set([name.toLowerCase()]);
    return aliases.filter((one) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
  }

  function showNode(node) {
    const facts = D.factsOf(node);
    const type = D.nodes.type[node];
    const aliases = spellings(D.nodes.name[node], D.nodes.aliases[node]);
    const topic = D.nodes.topic[node];
    const topicLine = D.topics[topic].colour < 0 ? null : make('button.chip', {
      onclick: () => KG.showTopic(topic), title: 'Show this part of the map',
    }, KG.dotOf(topic), quote(D.topicName(topic)));
    const parts = [head(D.types[type][0], KG.signOf(type), D.nodes.name[node],
      aliases.length ? make('p.aliases', {}, 'Also: ', ...aliases.flatMap((name, k) => [k ? ', ' : null, quote(name)])) : null,
      make('p.numbers', {}, `${KG.count(D.nodes.papers[node], 'paper')} · ${KG.count(facts.length, 'fact')}`),
      topicLine ? make('p', {}, topicLine) : null)];
    const years = KG.yearChart(node);
    if (years) parts.push(years);
    let opened = false;
    let rows = 0;
    for (const group of factGroups(node)) {
      const open = rows < OPEN_AT_FIRST;
      rows += Math.min(OPEN_ROWS, group.rows.length);
      const title = make('span', { title: group.meaning }, group.label);
      parts.push(section(title, group.rows, (e, k) => factRow(node, e, !opened && k === 0 && (opened = true)), open));
    }
    const results = make('div.results', {});
    parts.push(results);
    const roles = papersOf(node);
    parts.push(section('Papers', roles, (k) => {
      const paper = D.roleEdges.paper[k];
      const { button, body } = KG.disclosure(D.roles[D.roleEdges.role[k]][0],
        (into) => KG.fillEvidence(into, 'roles', k, [node], false), !facts.length && k === roles[0]);
      return [KG.paperLink(paper), ' ', make('span.soft', {}, KG.dateNode(paper)), ' ', button, body];
    }, true));
    panel.replaceChildren(...parts);
    KG.fillResults(results, { node });
    KG.say(`${D.nodes.name[node]}, ${D.types[type][0]}, ${KG.count(D.nodes.papers[node], 'paper')}, ${KG.count(facts.length, 'fact')}`);
  }

  // ---- a fact
  function showFact(e) {
    const { head: heads, tail: tails, relation, support, confidence } = D.edges;
    const [label, meaning] = D.relations[relation[e]];
    const evidence = make('div.evidence', {});
    const close = make('button.close', { 'aria-label': 'Close', onclick: () => KG.open('node', heads[e]) }, '×');
    panel.replaceChildren(
      make('div.head', {}, close, make('p.kind', {}, 'Fact'),
        make('h2.fact', {}, KG.nodeLink(heads[e]), make('span.relation', { title: meaning }, ` ${label} `), KG.nodeLink(tails[e])),
        make('p.numbers', {}, `${KG.count(support[e], 'paper')} · confidence ${confidence[e]} %`)),
      evidence);
    KG.fillEvidence(evidence, 'edges', e, [heads[e], tails[e]]);
    KG.say(`${D.nodes.name[heads[e]]} ${label} ${D.nodes.name[tails[e]]}, ${KG.count(support[e], 'paper')}`);
  }

  // ---- a paper
  function showPaper(paper) {
    const date = KG.dateNode(paper);
    const by = [D.papers.authors[paper] || null, date].filter(Boolean);
    const url = D.papers.url[paper];
    const text = make('div.abstract', {});
    const parts = [head('Paper', make('span.sign', { 'aria-hidden': 'true' }, '▤'), D.papers.title[paper],
      by.length ? make('p.numbers', {}, ...by.flatMap((part, k) => [k ? ' · ' : null, part])) : null,
      url ? make('p', {}, KG.webLink(KG.shorten(url, 60), url)) : null), text];
    const groups = new Map();
    for (const k of D.rolesOfPaper(paper)) {
      const role = D.roleEdges.role[k];
      if (!groups.has(role)) groups.set(role, []);
      groups.get(role).push(k);
    }
    for (const [role, rows] of [...groups].sort((a, b) => a[0] - b[0])) {
      const title = make('span', { title: D.roles[role][1] }, D.roles[role][0]);
      parts.push(section(title, rows, (k) => {
        const node = D.roleEdges.node[k];
        const { button, body } = KG.disclosure('sentence', (into) => KG.fillEvidence(into, 'roles', k, [node], false));
        return [KG.nodeLink(node), ' ', button, body];
      }, true));
    }
    const results = make('div.results', {});
    parts.push(results);
    panel.replaceChildren(...parts);
    KG.fillResults(results, { paper });
    KG.fill(text, async () => {
      const [details, words] = [await KG.details(), await KG.text(paper)];
      const start = D.papers.title[paper].length + 1;
      return start < words.length ? [make('p', {}, KG.sentence(details, paper, words, start, words.length, null))] : [];
    });
    KG.say(`Paper: ${D.papers.title[paper]}`);
  }

  KG.panelTitle = (place) => ({
    home: () => D.title,
    node: () => D.nodes.name[place.number],
    paper: () => D.papers.title[place.number],
    fact: () => `${D.nodes.name[D.edges.head[place.number]]} ${D.relations[D.edges.relation[place.number]][0]} ${D.nodes.name[D.edges.tail[place.number]]}`,
  })[place.kind]();

  function show(place) {
    const draw = { home: KG.showHome, node: showNode, fact: showFact, paper: showPaper }[place.kind];
    draw(place.number);
    panel.scrollTop = 0;
    document.body.dataset.place = place.kind;
    document.title = place.kind === 'home' ? D.title : `${KG.shorten(KG.panelTitle(place), 80)} – ${D.title}`;
  }

  KG.on('place', show);
  // Signs and dots are coloured here, not by the style sheet.
  KG.on('restyled', () => show(KG.place()));
})(window.KG);
