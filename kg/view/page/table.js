// Nodes, facts and results as a table: sorted by any column, searched, copied. What the filters leave, is in it.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const PAGE = 200; // rows drawn at once

  const state = { what: 'entities', sort: '', find: '' };
  /** @param {number} paper */
  const date = (paper) => D.papers.date[paper];

  // A column: its name, what it sorts and copies by, and, where that is not what is seen, what is seen.
  /** @param {string} name @param {(row: number) => number} of */
  const nodeColumn = (name, of) => /** @type {Column} */ ({ name, value: (row) => (of(row) < 0 ? '' : D.nodes.name[of(row)]), cell: (row) => (of(row) < 0 ? '' : KG.nodeLink(of(row))) });
  /** @type {Uint16Array | null} */
  let first = null; // the first year of each node, 0 for none
  /** @param {number} i */
  function firstYear(i) {
    if (!first) {
      first = new Uint16Array(D.n);
      const { node, paper } = D.roleEdges;
      for (let k = 0; k < node.length; k++) {
        const [year, before] = [D.yearOf[paper[k]], first[node[k]]];
        if (year && (!before || year < before)) first[node[k]] = year;
      }
    }
    return first[i] || '';
  }
  const opened = () => /** @type {Details} */ (KG.openedDetails).results;
  /** @type {Record<string, Table>} */
  const TABLES = {
    entities: {
      label: 'Entities',
      rows: async () => Array.from(D.order).filter((i) => KG.shown.node[i]),
      columns: [
        nodeColumn('Name', (i) => i),
        { name: 'Type', value: (i) => D.typeName(i) },
        { name: 'Papers', number: true, value: (i) => D.nodes.papers[i] },
        { name: 'Facts', number: true, value: (i) => D.factsOf(i).length },
        { name: 'First year', number: true, value: firstYear },
        { name: 'Part of the map', apart: true, value: (i) => D.topicName(D.nodes.topic[i]) },
        { name: 'Also', value: (i) => D.nodes.aliases[i].join(', '), cell: (i) => quote(KG.shorten(KG.spellings(i).join(', '), 70)) },
      ],
    },
    facts: {
      label: 'Facts',
      rows: async () => Array.from({ length: D.m }, (_, e) => e).filter((e) => KG.shown.edge[e]),
      columns: [
        nodeColumn('Head', (e) => D.edges.head[e]),
        { name: 'Relation', value: (e) => D.relations[D.edges.relation[e]][0], cell: (e) => make('button.link', { onclick: () => KG.open('fact', e) }, D.relations[D.edges.relation[e]][0]) },
        nodeColumn('Tail', (e) => D.edges.tail[e]),
        { name: 'Papers', number: true, value: (e) => D.edges.support[e] },
        { name: 'Confidence %', number: true, value: (e) => D.edges.confidence[e] },
        { name: 'Marks', value: (e) => KG.marksOf(e).map(({ name }) => name).join(' '), cell: (e) => KG.markNodes(e) || '' },
      ],
    },
    results: {
      label: 'Results',
      rows: async () => {
        const { results } = await KG.details();
        return results.kind.map((_, k) => k).filter((k) => results.ends[k].some((i) => i >= 0 && KG.shown.node[i]) && KG.inYears(results.place[k][0]));
      },
      columns: [
        nodeColumn('Method', (k) => opened().ends[k][0]),
        nodeColumn('Data set', (k) => opened().ends[k][1]),
        nodeColumn('Metric', (k) => opened().ends[k][2]),
        { name: 'Value', number: true, value: (k) => opened().number[k] ?? '', told: (k) => opened().value[k][0] },
        { name: 'Kind', value: (k) => opened().kind[k] },
        { name: 'Against', value: (k) => { const at = opened().ends[k][3]; return at < 0 ? opened().baseline[k] : D.nodes.name[at]; } },
        { name: 'Paper', value: (k) => D.papers.title[opened().place[k][0]], cell: (k) => KG.paperLink(opened().place[k][0]) },
        { name: 'Date', value: (k) => date(opened().place[k][0]) },
      ],
    },
  };

  /** @param {Column} column @param {number} row */
  const told = (column, row) => String((column.told || column.value)(row));
  /** @type {Record<string, string[]>} */
  const written = {};
  /** What is searched of each row of a table: all that it tells, written once. @param {string} what */
  function searched(what) {
    const rows = written[what] = written[what] || [];
    const columns = TABLES[what].columns.filter(({ apart }) => !apart);
    return (/** @type {number} */ row) => (rows[row] ??= columns.map((column) => told(column, row)).join('\n').toLowerCase());
  }
  /** Rows of the table as it stands: found and sorted. */
  async function rowsNow() {
    const { rows, columns } = TABLES[state.what];
    const words = state.find.toLowerCase();
    const all = await rows();
    const search = searched(state.what);
    const found = words ? all.filter((row) => search(row).includes(words)) : all;
    const down = state.sort.startsWith('-');
    const column = columns.find(({ name }) => name === state.sort.replace(/^-/, ''));
    if (!column) return found;
    const keys = new Map(found.map((row) => [row, column.value(row)]));
    return found.sort((a, b) => {
      const [one, other] = down ? [keys.get(b), keys.get(a)] : [keys.get(a), keys.get(b)];
      if (typeof one === 'number' && typeof other === 'number') return one - other;
      // What has no number, or tells nothing, is last either way.
      if (column.number) return typeof keys.get(a) === 'number' ? -1 : typeof keys.get(b) === 'number' ? 1 : 0;
      if (one === '' || other === '') return Number(keys.get(a) === '') - Number(keys.get(b) === '');
      return String(one).localeCompare(String(other), 'en');
    });
  }

  /** @param {unknown[]} cells */
  const line = (cells) => cells.map((cell) => KG.noFormula(String(cell)).replace(/[\t\r\n\u2028\u2029]+/g, ' ')).join('\t');
  async function copy() {
    const { columns } = TABLES[state.what];
    const rows = await rowsNow();
    KG.copyText([line(columns.map(({ name }) => name)), ...rows.map((row) => line(columns.map((column) => told(column, row))))].join('\n'),
      `${KG.count(rows.length, 'row')} copied`);
  }

  /** @param {any} what */
  function change(what) {
    Object.assign(state, what);
    KG.remember();
    draw(KG.byId('view'));
  }

  // One field for all drawings: what is typed and where the caret stands is not lost between them.
  const find = make('input', { id: 'table-find', type: 'search', placeholder: 'Find in the table', 'aria-label': 'Find in the table' });
  find.addEventListener('input', () => {
    const typing = state.find !== ''; // one step back takes all that was typed
    state.find = find.value;
    KG.remember(typing);
    draw(KG.byId('view'));
  });
  let drawing = 0;
  /** @param {HTMLElement} into */
  async function draw(into) {
    const mine = ++drawing;
    const { columns, label } = TABLES[state.what];
    const rows = await rowsNow();
    if (mine !== drawing) return;
    const body = make('tbody', {});
    let next = 0;
    const more = make('button', { onclick: () => {
      const at = next;
      fill();
      body.children[at].querySelector('button')?.focus();
    } }, 'More rows');
    function fill() {
      const some = rows.slice(next, next + PAGE);
      next += some.length;
      body.append(...some.map((row) => make('tr', {}, ...columns.map((column) =>
        make(column.number ? 'td.number' : 'td', {}, column.cell ? column.cell(row) : quote(told(column, row)))))));
      more.hidden = next >= rows.length;
    }
    fill();
    const heads = columns.map(({ name, number }) => {
      const now = state.sort === name ? 'ascending' : state.sort === `-${name}` ? 'descending' : null;
      const turn = now === null ? (number ? `-${name}` : name) : now === (number ? 'descending' : 'ascending') ? (number ? name : `-${name}`) : '';
      return make('th', { scope: 'col', 'aria-sort': now }, make('button.link', { onclick: () => change({ sort: turn }), 'data-column': name, 'data-key': `sort ${name}` },
        name, now ? make('span', { 'aria-hidden': 'true' }, now === 'ascending' ? ' ▲' : ' ▼') : null));
    });
    if (find.value !== state.find) find.value = state.find;
    if (KG.drawnAt) KG.say(`${label}: ${KG.count(rows.length, 'row')}`);
    KG.keepFocus(into, () => into.replaceChildren(make('div.bar', {}, make('div.pair', { role: 'group', 'aria-label': 'What to list' }, ...Object.entries(TABLES).map(([what, one]) =>
      make('button', { 'aria-pressed': String(what === state.what), onclick: () => change({ what, sort: '' }) }, one.label))),
    find, make('span.soft', { role: 'status', 'aria-live': 'off' }, KG.count(rows.length, 'row')), make('button.small', { onclick: copy }, 'Copy')),
    make('table.wide', {}, make('caption.unseen', {}, label), make('thead', {}, make('tr', {}, ...heads)), body), more), into);
  }

  KG.addParameter('table', (text) => { state.what = Object.hasOwn(TABLES, text) ? text : 'entities'; }, () => (KG.view === 'table' && state.what !== 'entities' ? state.what : ''));
  KG.addParameter('sort', (text) => { state.sort = text; }, () => (KG.view === 'table' ? state.sort : ''));
  KG.addParameter('find', (text) => { state.find = text; }, () => (KG.view === 'table' ? state.find : ''));
  KG.on('parameters', () => { if (KG.view === 'table') draw(KG.byId('view')); });
  KG.addView({ name: 'table', label: 'Table', key: 'v', draw });
})(window.KG);
