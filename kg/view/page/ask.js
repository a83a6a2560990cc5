// Questions by pattern: "Method – outperforms – Method", "Method – evaluated on – GSM8K". An end is any
// entity, one of a type, or a certain one.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const MOST_DRAWN = 40;

  const any = -1;
  /** An end in the address: '' for any, a type's name, or the id of a node. */
  const readEnd = (text = '') => {
    const type = D.types.findIndex(([name]) => name === text);
    const node = D.nodeOf(text);
    return node !== undefined ? { node } : { type };
  };
  /** @param {any} given */
  const writeEnd = ({ node, type }) => (node !== undefined ? D.nodes.id[node] : type === any ? '' : D.types[type][0]);
  /** @param {any} given @param {number} i */
  const fits = ({ node, type }, i) => (node !== undefined ? i === node : type === any || D.nodes.type[i] === type);
  /** @param {any} given */
  const endName = ({ node, type }) => (node !== undefined ? D.nodes.name[node] : type === any ? 'anything' : D.types[type][0]);

  /** Shown facts that fit, those of most papers first. */
  KG.askFor = function ({ head, relation, tail }) {
    const found = [];
    for (let e = 0; e < D.m; e++) {
      if (!KG.shown.edge[e] || (relation !== any && D.edges.relation[e] !== relation)) continue;
      const [a, b] = [D.edges.head[e], D.edges.tail[e]];
      const both = D.relations[D.edges.relation[e]][2];
      if ((fits(head, a) && fits(tail, b)) || (both && fits(head, b) && fits(tail, a))) found.push(e);
    }
    return found;
  };

  /** @param {string} label @param {End} end @param {(end: End) => void} change */
  function endChoice(label, end, change) {
    const certain = end.node !== undefined;
    const select = make('select', { 'aria-label': label, onchange: () => {
      if (select.value === 'certain') KG.pickNode(`${label}: a certain …`, (node) => change({ node }));
      else change({ type: Number(select.value) });
    } }, make('option', { value: any }, 'anything'), ...D.types.map(([name], type) => make('option', { value: type }, `any ${name}`)),
    make('option', { value: 'certain' }, certain ? KG.shorten(D.nodes.name[end.node], 40) : 'a certain one …'));
    select.value = certain ? 'certain' : String(end.type);
    return certain ? make('span.together', {}, select, make('button.small', { 'aria-label': `${label}: another`, onclick: () => KG.pickNode(`${label}: a certain …`, (node) => change({ node })) }, '…')) : select;
  }

  /** What to do where nothing is found. @param {Question} question @param {(part: Partial<Question>) => void} change */
  function nothing({ head, relation, tail }, change) {
    const wider = [];
    if (relation !== any && KG.askFor({ head, relation: any, tail }).length) wider.push(make('button.small', { onclick: () => change({ relation: any }) }, 'By any relation'));
    if (KG.askFor({ head: tail, relation, tail: head }).length) wider.push(make('button.small', { onclick: () => change({ head: tail, tail: head }) }, 'The other way round'));
    if (KG.filtering()) wider.push(make('button.small', { onclick: KG.resetFilters }, 'Without filters'));
    return make('div.nothing', {}, make('p', {}, 'No sentence says so.'), wider.length ? make('p', {}, 'There are some: ', ...wider) : '');
  }

  const there = new Set(D.edges.relation); // no fact is of any other

  /** @param {Question} question @param {HTMLElement} panel */
  function show(question, panel) {
    const { head, relation, tail } = question;
    /** @param {any} part */
    const change = (part) => KG.open('ask', { ...question, ...part });
    const relations = make('select', { 'aria-label': 'Relation', onchange: () => change({ relation: Number(relations.value) }) },
      make('option', { value: any }, 'any relation'), ...D.relations.flatMap(([name], k) => (there.has(k) || k === relation ? [make('option', { value: k }, name)] : [])));
    relations.value = String(relation);
    const found = KG.askFor(question);
    const heads = new Set(found.map((e) => D.edges.head[e]));
    const tails = new Set(found.map((e) => D.edges.tail[e]));
    panel.replaceChildren(
      KG.panelHead('Ask', make('span.sign', { 'aria-hidden': 'true' }, '?'), 'Which facts are of this kind?',
        make('div.question', {}, endChoice('Head', head, (end) => change({ head: end })), relations, endChoice('Tail', tail, (end) => change({ tail: end }))),
        make('p.numbers', {}, `${KG.count(found.length, 'fact')} · ${KG.count(new Set([...heads, ...tails]).size, 'entity', 'entities')}`),
        make('div.actions', {}, make('button.small', { disabled: head.node === undefined && tail.node === undefined && head.type === tail.type, onclick: () => change({ head: tail, tail: head }) }, 'Turn round'),
          make('button.small', { onclick: KG.copyLink }, 'Copy link'))),
      found.length ? KG.section('Facts', found, (e) => {
        const { button, body } = KG.disclosure(KG.sourcesOf(e),
          (into) => KG.fillEvidence(into, 'edges', e, [D.edges.head[e], D.edges.tail[e]]));
        return [...KG.factNodes(e), ' ', KG.markNodes(e), button, body];
      }, true) : nothing(question, change));
    KG.say(`${KG.count(found.length, 'fact')} found`);
  }

  KG.addPlace({
    kind: 'ask', word: 'ask',
    read: ([head, name, tail]) => ({ head: readEnd(head), relation: D.relations.findIndex(([one]) => one === name), tail: readEnd(tail) }),
    write: ({ head, relation, tail }) => [writeEnd(head), relation === any ? '' : D.relations[relation][0], writeEnd(tail)],
    title: ({ head, relation, tail }) => `${endName(head)} – ${relation === any ? 'any relation' : D.relations[relation][0]} – ${endName(tail)}`,
    show, changes: true,
    focus(question, most) {
      const limit = Math.max(MOST_DRAWN, most);
      const found = KG.askFor(question);
      /** @type {number[]} */
      const nodes = [];
      for (const e of found) {
        for (const i of [D.edges.head[e], D.edges.tail[e]]) if (!nodes.includes(i)) nodes.push(i);
        if (nodes.length >= limit) break;
      }
      const drawn = new Set(nodes.slice(0, limit));
      const lines = found.filter((e) => drawn.has(D.edges.head[e]) && drawn.has(D.edges.tail[e]));
      return { ...KG.net([...drawn], [question.head.node, question.tail.node], lines), all: new Set(found.flatMap((e) => [D.edges.head[e], D.edges.tail[e]])).size };
    },
    chosen(question) {
      const edges = KG.askFor(question);
      return { nodes: [...new Set(edges.flatMap((e) => [D.edges.head[e], D.edges.tail[e]]))], edges };
    },
  });
  /** Ask from the legend: for all facts of a relation, or by this relation instead. */
  KG.askRelation = function (relation) {
    if (document.body.classList.contains('with-filters')) KG.byId('show-filters').click(); // they lie over the answer
    const { kind, of } = KG.place();
    KG.open('ask', kind === 'ask' ? { ...of, relation } : { head: { type: any }, relation, tail: { type: any } });
  };
  const method = D.types.findIndex(([name]) => name === 'Method');
  const outperforms = D.relations.findIndex(([name]) => name === 'outperforms');
  KG.addTool({
    id: 'open-ask', label: 'Ask', title: 'Ask by a pattern', key: 'a',
    run: () => KG.open('ask', { head: { type: method }, relation: outperforms, tail: { type: method } }),
  });
})(window.KG);
