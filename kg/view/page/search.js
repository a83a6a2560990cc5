// Search by name, alias and title of a paper; a combobox as ARIA describes it.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const input = KG.byId('query');
  const list = KG.byId('hits');
  const MOST = 12;
  const MOST_PAPERS = 4;

  // Compared without case, marks and hyphens: "schrodinger" finds "Schrödinger", "pre training" finds "pre-training".
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-‐-―_\s]+/g, ' ').trim();
  let index = null;
  function build() {
    index = {
      names: Array.from(D.order, (i) => [fold(D.nodes.name[i]), ...D.nodes.aliases[i].map(fold)]),
      titles: D.papers.title.map(fold),
    };
  }

  /** 0 the same, 1 begins so, 2 a word begins so, 3 inside, Infinity not at all. */
  function distance(text, query) {
    if (text === query) return 0;
    const at = text.indexOf(query);
    if (at < 0) return Infinity;
    return at === 0 ? 1 : text.includes(` ${query}`) ? 2 : 3;
  }

  /** Find: [{kind, number, alias}], best first. */
  KG.search = function (words) {
    const query = fold(words);
    if (!query) return [];
    if (!index) build();
    const nodes = [];
    index.names.forEach((names, place) => {
      let best = Infinity;
      let which = 0;
      names.forEach((name, k) => {
        const d = distance(name, query) + (k ? 0.5 : 0);
        if (d < best) { best = d; which = k; }
      });
      const node = D.order[place];
      if (best < Infinity) nodes.push({ best, place, kind: 'node', number: node, alias: which ? D.nodes.aliases[node][which - 1] : null });
    });
    nodes.sort((a, b) => a.best - b.best || a.place - b.place);
    const papers = [];
    for (let p = 0; p < D.nPapers && papers.length < 50; p++) {
      const best = distance(index.titles[p], query);
      if (best < Infinity) papers.push({ best, place: p, kind: 'paper', number: p, alias: null });
    }
    papers.sort((a, b) => a.best - b.best || a.place - b.place);
    const kept = papers.slice(0, Math.max(MOST_PAPERS, MOST - nodes.length));
    return [...nodes.slice(0, MOST - kept.length), ...kept];
  };

  let hits = [];
  let chosen = 0;
  function draw() {
    const asked = input.value.trim() !== '';
    list.hidden = !asked;
    input.setAttribute('aria-expanded', String(asked));
    list.replaceChildren(...hits.map((hit, k) => {
      const isNode = hit.kind === 'node';
      const sign = isNode ? KG.signOf(D.nodes.type[hit.number]) : make('span.sign', { 'aria-hidden': 'true' }, '▤');
      const name = isNode ? D.nodes.name[hit.number] : D.papers.title[hit.number];
      const about = isNode ? `${D.typeName(hit.number)} · ${KG.count(D.nodes.papers[hit.number], 'paper')}`
        : `Paper${D.papers.date[hit.number] ? ` · ${D.papers.date[hit.number].slice(0, 4)}` : ''}`;
      return make('li', {
        id: `hit-${k}`, role: 'option', 'aria-selected': String(k === chosen),
        onmousedown: (event) => { event.preventDefault(); pick(hit); },
      }, sign, make('span.name', {}, quote(name), hit.alias ? make('span.soft', {}, ' = ', quote(hit.alias)) : null),
      make('span.soft', {}, about));
    }));
    if (asked && !hits.length) list.append(make('li.none', { role: 'option', 'aria-disabled': 'true' }, 'Nothing found'));
    if (hits.length) input.setAttribute('aria-activedescendant', `hit-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
    const now = list.querySelector('[aria-selected=true]');
    if (now) now.scrollIntoView({ block: 'nearest' });
  }

  function pick(hit) {
    input.value = '';
    hits = [];
    draw();
    KG.byId('panel').focus({ preventScroll: true });
    KG.open(hit.kind, hit.number);
  }

  input.addEventListener('input', () => { hits = KG.search(input.value); chosen = 0; draw(); });
  input.addEventListener('focus', () => { if (!index) setTimeout(() => index || build(), 0); });
  input.addEventListener('blur', () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); });
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length) {
      event.preventDefault();
      chosen = (chosen + step + hits.length) % hits.length;
      draw();
    } else if (event.key === 'Enter' && hits.length) {
      pick(hits[chosen]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (input.value) { input.value = ''; hits = []; draw(); } else input.blur();
    }
  });
})(window.KG);
