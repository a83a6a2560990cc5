// The filters on the left, each with how many are left of how many.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const aside = KG.byId('filters');

  /** @param {ArrayLike<number>} column @param {number} size @param {(i: number) => unknown} [counts] */
  const countIf = (column, size, counts = () => true) => {
    const found = new Array(size).fill(0);
    for (let i = 0; i < column.length; i++) if (counts(i)) found[column[i]]++;
    return found;
  };
  const ALL = {
    types: countIf(D.nodes.type, D.types.length),
    relations: countIf(D.edges.relation, D.relations.length),
    roles: countIf(D.roleEdges.role, D.roles.length),
  };
  /** @param {number} left @param {number} all */
  const numberOf = (left, all) => (left === all ? KG.figure(all) : `${KG.figure(left)} of ${KG.figure(all)}`);

  /**
   * A box to tick, and a name that leaves only this one, or all again.
   * @param {string} name
   * @param {string} meaning
   * @param {Child} sign
   * @param {string} count
   * @param {'hiddenTypes' | 'hiddenRelations' | 'hiddenRoles'} field
   * @param {number} key
   * @param {number[]} all
   */
  function choice(name, meaning, sign, count, field, key, all) {
    /** @type {Set<number>} */
    const hidden = KG.filters[field];
    const box = make('input', {
      type: 'checkbox', 'aria-label': name, 'data-key': `${field} ${name}`,
      onchange: () => {
        const now = new Set(hidden);
        if (box.checked) now.delete(key); else now.add(key);
        KG.setFilters({ [field]: now });
      },
    });
    box.checked = !hidden.has(key);
    const only = make('button.name', {
      title: `${meaning} Click: only this.`, 'aria-label': `Only ${name}`, 'data-key': `only ${field} ${name}`,
      onclick: () => {
        const alone = hidden.size === all.length - 1 && !hidden.has(key);
        KG.setFilters({ [field]: new Set(alone ? [] : all.filter((one) => one !== key)) });
      },
    }, sign, name);
    const ask = field === 'hiddenRelations' ? make('button.ask', {
      title: `Which facts say “${name}”?`, 'aria-label': `Ask: anything ${name} anything`, 'data-key': `ask ${name}`, onclick: () => KG.askRelation(key),
    }, '?') : null;
    return make('li', {}, make('label.box', {}, box), only, make('span.number', {}, count), ask);
  }

  /**
   * A list of them, under a title; those that the graph lacks are left out.
   * @param {string} title
   * @param {string[]} names
   * @param {string[]} meanings
   * @param {(k: number) => Child} signOf
   * @param {'hiddenTypes' | 'hiddenRelations' | 'hiddenRoles'} field
   * @param {number[]} all
   * @param {number[]} left
   * @param {boolean} byCount
   */
  function choices(title, names, meanings, signOf, field, all, left, byCount) {
    const there = names.map((_, k) => k).filter((k) => all[k]);
    if (there.length < 2) return [];
    if (byCount) there.sort((a, b) => all[b] - all[a]);
    return [make('h3', {}, title), make('ul.choices', { 'aria-label': title }, ...there.map((k) =>
      choice(names[k], meanings[k], signOf(k), numberOf(left[k], all[k]), field, k, there)))];
  }

  /**
   * @param {string} label
   * @param {'leastPapers' | 'leastSources' | 'leastConfidence' | 'leastDegree' | 'leastCore'} field
   * @param {{min: number, max: number, step?: number}} range
   * @param {(k: number) => string} told
   * @param {string} [about]
   */
  function slider(label, field, { min, max, step = 1 }, told, about) {
    const text = make('span', {}, told(KG.filters[field]));
    const input = make('input', {
      type: 'range', min, max, step, value: KG.filters[field], 'aria-label': label,
      'aria-valuetext': told(KG.filters[field]),
      oninput: () => { text.textContent = told(Number(input.value)); input.setAttribute('aria-valuetext', text.textContent); },
      onchange: () => KG.setFilters({ [field]: Number(input.value) }),
    });
    return make('label.slider', { title: about }, text, input);
  }

  function years() {
    const counts = new Map();
    for (const year of D.yearOf) if (year) counts.set(year, (counts.get(year) || 0) + 1);
    if (counts.size < 2) return [];
    const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
    const { from, to } = KG.filters;
    /** @param {string} label @param {any} field @param {number} none */
    const choose = (label, field, none) => {
      const select = make('select', { 'aria-label': label, onchange: () => {
        const year = Number(select.value);
        // A year beyond the other end takes that along: no years at all are never meant.
        const beyond = field === 'from' ? to && year > to : year && year < from;
        KG.setFilters(beyond ? { from: year, to: year } : { [field]: year });
      } });
      const offered = last - first < 200 ? Array.from({ length: last - first + 1 }, (_, k) => first + k)
        : [...new Set([...counts.keys(), from, to])].filter(Boolean).sort((a, b) => a - b);
      for (const year of offered) select.append(make('option', { value: year === none ? 0 : year }, year));
      const now = field === 'from' ? from : to;
      select.value = String(now === none ? 0 : now);
      return select;
    };
    const without = D.yearOf.reduce((sum, year) => sum + (year ? 0 : 1), 0);
    const undated = make('input', { type: 'checkbox', 'aria-label': 'Papers without a date', onchange: () => KG.setFilters({ undated: undated.checked }) });
    undated.checked = KG.filters.undated || (!from && !to);
    undated.disabled = !from && !to;
    return [make('h3', {}, 'Years of papers'), KG.bars(counts, first, last, (year) => KG.inRange(year)),
      make('div.range', {}, choose('From year', 'from', first), '–', choose('To year', 'to', last)),
      without ? make('label.tick', {}, undated, `${KG.figure(without)} without a date`) : null];
  }
  KG.inRange = (year) => (!KG.filters.from || year >= KG.filters.from) && (!KG.filters.to || year <= KG.filters.to);

  const draw = () => KG.keepFocus(aside, fill, aside);
  function fill() {
    const { node, edge } = KG.shown;
    const left = {
      types: countIf(D.nodes.type, D.types.length, (i) => node[i]),
      relations: countIf(D.edges.relation, D.relations.length, (e) => edge[e]),
      roles: countIf(D.roleEdges.role, D.roles.length, (k) => node[D.roleEdges.node[k]] &&
        KG.inYears(D.roleEdges.paper[k]) && !KG.filters.hiddenRoles.has(D.roleEdges.role[k])),
    };
    /** @param {[string, ...unknown[]][]} table */
    const names = (table) => table.map(([name]) => name);
    const none = () => null;
    aside.replaceChildren(...[
      make('h2.unseen', {}, 'Filters'),
      ...choices('Types', names(D.types), D.types.map((one) => one[2]), KG.signOf, 'hiddenTypes', ALL.types, left.types, false),
      ...choices('Relations', names(D.relations), D.relations.map((one) => one[1]), none, 'hiddenRelations', ALL.relations, left.relations, true),
      ...choices('Roles in papers', names(D.roles), D.roles.map((one) => one[1]), none, 'hiddenRoles', ALL.roles, left.roles, false),
      ...years(),
      make('h3', {}, 'Entities'),
      slider('Least number of papers', 'leastPapers', { min: 1, max: 20 }, (k) => (k > 1 ? `Named by at least ${k} papers` : 'Named by any paper')),
      slider('Least number of facts', 'leastDegree', { min: 0, max: 20 }, (k) => (k ? `With at least ${KG.count(k, 'fact')}` : 'With or without facts')),
      slider('Least core', 'leastCore', { min: 0, max: 8 }, (k) => (k ? `In the ${k}-core` : 'Any core'),
        'A k-core is what is left when all joined to fewer than k others are taken away, again and again: the dense part'),
      joinedTick(),
      make('h3', {}, 'Facts'),
      slider('Least number of papers that say a fact', 'leastSources', { min: 1, max: 6 }, (k) => (k > 1 ? `Said by at least ${k} papers` : 'Said by any paper')),
      slider('Least confidence', 'leastConfidence', { min: 0, max: 95, step: 5 }, (k) => (k ? `Confidence at least ${k} %` : 'Any confidence')),
      ...looks(),
      make('p', {}, make('button.small', { onclick: KG.resetFilters, 'aria-disabled': String(!KG.filtering() && KG.filters.topic < 0) }, 'Reset filters')),
      KG.filters.hidden.size ? make('p', {}, make('button.small', { onclick: () => KG.setFilters({ hidden: new Set() }) },
        `Show ${KG.count(KG.filters.hidden.size, 'hidden entity', 'hidden entities')} again`)) : null,
      // On a phone the filters cover the map: the way back says what is left.
      make('p.leave', {}, make('button.done', { 'data-key': 'leave', onclick: () => KG.byId('show-filters').click() },
        `Show ${KG.count(KG.shown.nodes, 'entity', 'entities')}`)),
    ].filter(Boolean));
    KG.byId('count').textContent =
      `${KG.shown.nodes === D.n ? '' : `${KG.figure(KG.shown.nodes)} of `}${KG.count(D.n, 'entity', 'entities')} · ${KG.shown.edges === D.m ? '' : `${KG.figure(KG.shown.edges)} of `}${KG.count(D.m, 'fact')} · ${KG.shown.nPapers === D.nPapers ? '' : `${KG.figure(KG.shown.nPapers)} of `}${KG.count(D.nPapers, 'paper')}`;
  }

  function joinedTick() {
    const box = make('input', {
      type: 'checkbox', 'aria-label': 'Hide unconnected', onchange: () => KG.setFilters({ leastDegree: box.checked ? 1 : 0 }),
    });
    box.checked = KG.filters.leastDegree > 0;
    return make('label.tick', {}, box, 'Hide unconnected');
  }

  function looks() {
    /** @param {string} title @param {string} chosen @param {(key: string) => void} set @param {[string, string][]} options */
    const buttons = (title, chosen, set, options) => [make('h3', {}, title),
      make('div.pair', { role: 'group', 'aria-label': title }, ...options.map(([key, name]) =>
        make('button', { 'aria-pressed': String(chosen === key), 'aria-label': `${title} ${name}`, onclick: () => set(key) }, name)))];
    return [
      ...buttons('Colour by', KG.looks.colour, (key) => KG.setLooks({ colour: key }), [['topic', 'Topic'], ['type', 'Type']]),
      ...buttons('Size by', KG.looks.size, (key) => KG.setLooks({ size: key }),
        [['papers', 'Papers'], ['degree', 'Facts'], ['between', 'Bridges']]),
    ];
  }

  for (const event of ['filtered', 'restyled', 'started']) KG.on(event, draw);
})(window.KG);
