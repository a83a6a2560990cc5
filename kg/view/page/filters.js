// What is on the map: types, relations, how many papers, only what has facts; with counts.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, filters } = KG;
  const aside = KG.byId('filters');
  const MOST_PAPERS = 10;

  const countOf = (column, size) => {
    const counts = new Array(size).fill(0);
    for (const one of column) counts[one]++;
    return counts;
  };
  const typeCounts = countOf(D.nodes.type, D.types.length);
  const relationCounts = countOf(D.edges.relation, D.relations.length);

  /** A box to tick, and a name that leaves only this one, or all again. */
  function choice(name, meaning, sign, count, hidden, key, all) {
    const box = make('input', {
      type: 'checkbox', 'aria-label': name,
      onchange: () => { if (box.checked) hidden.delete(key); else hidden.add(key); change(); },
    });
    box.checked = !hidden.has(key);
    const only = make('button.name', {
      title: `${meaning} Click: only this.`,
      onclick: () => {
        const alone = hidden.size === all.length - 1 && !hidden.has(key);
        hidden.clear();
        if (!alone) all.filter((one) => one !== key).forEach((one) => hidden.add(one));
        change();
      },
    }, sign, name);
    return make('li', {}, box, only, make('span.number', {}, KG.figure(count)));
  }

  function change() {
    KG.applyFilters();
    draw();
  }

  function draw() {
    const held = document.activeElement && aside.contains(document.activeElement)
      ? document.activeElement.getAttribute('aria-label') : null;
    const types = D.types.map((_, k) => k).filter((k) => typeCounts[k]);
    const relations = D.relations.map((_, k) => k).filter((k) => relationCounts[k])
      .sort((a, b) => relationCounts[b] - relationCounts[a]);
    const colour = (key, name) => make('button', {
      'aria-pressed': String(KG.colourBy === key), onclick: () => { KG.colourBy = key; KG.tell('restyled'); draw(); },
    }, name);
    const least = make('input', {
      type: 'range', min: 1, max: MOST_PAPERS, step: 1, value: filters.leastPapers, 'aria-label': 'Least number of papers',
      oninput: () => { filters.leastPapers = Number(least.value); leastTold.textContent = told(); },
      onchange: change,
    });
    const told = () => (filters.leastPapers === 1 ? 'Named by any paper' : `Named by at least ${filters.leastPapers} papers`);
    const leastTold = make('span', {}, told());
    const joined = make('input', { type: 'checkbox', onchange: () => { filters.joinedOnly = joined.checked; change(); } });
    joined.checked = filters.joinedOnly;
    aside.replaceChildren(
      make('h3', {}, 'Types'),
      make('ul.choices', {}, ...types.map((k) => choice(D.types[k][0], D.types[k][2], KG.signOf(k), typeCounts[k], filters.hiddenTypes, k, types))),
      make('h3', {}, 'Relations'),
      make('ul.choices', {}, ...relations.map((k) => choice(D.relations[k][0], D.relations[k][1], null, relationCounts[k], filters.hiddenRelations, k, relations))),
      make('h3', {}, 'Show'),
      make('label.slider', {}, leastTold, least),
      make('label.tick', {}, joined, 'Only what has facts'),
      make('h3', {}, 'Colour by'),
      make('div.pair', { role: 'group', 'aria-label': 'Colour by' }, colour('topic', 'Topic'), colour('type', 'Type')),
      make('p', {}, make('button.small', { onclick: reset }, 'Reset')));
    if (held) { const again = aside.querySelector(`[aria-label="${CSS.escape(held)}"]`); if (again) again.focus(); }
    KG.byId('count').textContent =
      `${KG.shown.nodes === D.n ? '' : `${KG.figure(KG.shown.nodes)} of `}${KG.count(D.n, 'entity', 'entities')} · ${KG.count(KG.shown.edges, 'fact')} · ${KG.count(D.nPapers, 'paper')}`;
  }

  function reset() {
    filters.hiddenTypes.clear();
    filters.hiddenRelations.clear();
    Object.assign(filters, { leastPapers: 1, joinedOnly: false, topic: -1 });
    change();
  }

  KG.on('filtered', draw);
  KG.on('restyled', draw);
  draw();
})(window.KG);
