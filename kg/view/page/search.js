// Search by name, alias, title and sentence; a combobox as ARIA describes it.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const input = KG.byId('query');
  const list = KG.byId('hits');
  const MOST = 12;
  const MOST_PAPERS = 4;
  const MOST_SENTENCES = 5;
  const PAUSE = 200; // milliseconds without typing before the abstracts are searched

  // Compared without case, marks and hyphens: "schrodinger" finds "Schrödinger", "pre training" finds "pre-training".
  /** @param {string} text */
  const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-‐-―_\s]+/g, ' ').trim();
  /** @type {{names: string[][], titles: string[]} | null} */
  let index = null;
  function build() {
    return (index = {
      names: Array.from(D.order, (i) => [fold(D.nodes.name[i]), ...D.nodes.aliases[i].map(fold)]),
      titles: D.papers.title.map(fold),
    });
  }

  /** 0 the same, 1 begins so, 2 a word begins so, 3 inside, 4 all its words begin words, Infinity not at all. @param {string} text @param {string} query @param {string[]} words */
  function distance(text, query, words) {
    if (text === query) return 0;
    const at = text.indexOf(query);
    if (at < 0) return words.length > 1 && words.every((word) => ` ${text}`.includes(` ${word}`)) ? 4 : Infinity;
    return at === 0 ? 1 : text.includes(` ${query}`) ? 2 : 3;
  }

  /** Find: [{kind, of, alias}], best first; no more than `most`. */
  KG.search = function (text, most = MOST) {
    const query = fold(text);
    if (!query) return [];
    const words = query.split(' ');
    const { names: all, titles } = index || build();
    /** @type {NamedHit[]} */
    const nodes = [];
    all.forEach((names, place) => {
      let best = Infinity;
      let which = 0;
      names.forEach((name, k) => {
        const d = distance(name, query, words) + (k ? 0.5 : 0);
        if (d < best) { best = d; which = k; }
      });
      const node = D.order[place];
      if (best < Infinity) nodes.push({ best, place, kind: 'node', of: node, alias: which ? D.nodes.aliases[node][which - 1] : null });
    });
    nodes.sort((a, b) => a.best - b.best || a.place - b.place);
    if (picking) return nodes.slice(0, most);
    /** @type {NamedHit[]} */
    const papers = [];
    for (let p = 0; p < D.nPapers; p++) {
      const best = distance(titles[p], query, words);
      if (best < Infinity) papers.push({ best, place: p, kind: 'paper', of: p, alias: null });
    }
    papers.sort((a, b) => a.best - b.best || a.place - b.place);
    const kept = papers.slice(0, Math.max(most > MOST ? most : MOST_PAPERS, most - nodes.length));
    return [...nodes.slice(0, most > MOST ? most : most - kept.length), ...kept];
  };

  // Read as it stands, without case; any one gap or hyphen is as good as another.
  const GAP = '[-‐-―_\\s]';
  /** @param {string} words @param {string} [before] */
  const pattern = (words, before = '') => new RegExp(before +
    words.split(/[-‐-―_\s]+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join(GAP), 'iu');
  /** Find in abstracts: [{kind: 'sentence', of, before, words, after}], where a word begins so first, then in the order of papers; `going` ends it early. */
  KG.searchSentences = async function (words, going = () => true, most = MOST_SENTENCES, around = 40) {
    /** @type {SentenceHit[]} */
    const found = [];
    /** @type {SentenceHit[]} */
    const inside = []; // in the middle of a word: "lora" in "exploration"
    if (words.trim().length < 3) return found;
    const [anywhere, atWord] = [pattern(words.trim()), pattern(words.trim(), '(?<![\\p{L}\\p{N}])')];
    const slice = KG.slices();
    for (let first = 0; first < D.nPapers; first += KG.perBlock) {
      const texts = await KG.abstracts(first);
      for (let k = 0; k < texts.length; k++) {
        if (k % 50 === 0) await slice();
        if (found.length >= most || !going()) return found;
        const within = anywhere.exec(texts[k]);
        if (!within) continue;
        const hit = atWord.exec(texts[k]);
        if (hit) found.push(sentenceHit(first + k, texts[k], hit, around));
        else if (inside.length < most) inside.push(sentenceHit(first + k, texts[k], within, around));
      }
    }
    return [...found, ...inside].slice(0, most);
  };
  /** @param {number} paper @param {string} text @param {RegExpExecArray} hit @param {number} around @returns {SentenceHit} */
  function sentenceHit(paper, text, { index: at, 0: words }, around) {
    // From the beginning of a word some so many characters before it.
    const from = at <= around ? 0 : Math.min(at, text.indexOf(' ', at - around - 1) + 1 || at);
    const end = at + words.length;
    return { kind: 'sentence', of: paper, before: (from > 0 ? '…' : '') + text.slice(from, at), words, after: text.slice(end, end + around + 30), cut: end + around + 30 < text.length };
  }

  /** @type {NamedHit[]} */
  let hits = [];
  /** @type {SentenceHit[]} */
  let sentences = [];
  let chosen = 0;
  /** @type {((node: number) => void) | null} */
  let picking = null; // a function that wants a node
  let asked = 0;

  let waiting = false; // for the abstracts
  /** What is offered: what is found, and a way to all of it. @returns {Offer[]} */
  const offers = () => (picking || !(hits.length + sentences.length) ? hits : [...hits, ...sentences, { kind: 'all', of: -1 }]);

  /** @param {Offer} hit @param {number} k */
  function row(hit, k) {
    if (hit.kind === 'all') {
      return make('li', {
        id: `hit-${k}`, role: 'option', 'aria-selected': String(k === chosen),
        onmousedown: (event) => { event.preventDefault(); pick(hit); },
      }, make('span.sign', { 'aria-hidden': 'true' }, '…'), make('span.name', {}, 'All that is found for “', quote(KG.shorten(input.value.trim(), 60)), '”'));
    }
    const isNode = hit.kind === 'node';
    const sign = isNode ? KG.signOf(D.nodes.type[hit.of]) : make('span.sign', { 'aria-hidden': 'true' }, hit.kind === 'paper' ? '▤' : '”');
    const about = isNode ? `${D.typeName(hit.of)} · ${KG.count(D.nodes.papers[hit.of], 'paper')}`
      : hit.kind === 'paper' ? `Paper${D.papers.date[hit.of] ? ` · ${D.papers.date[hit.of].slice(0, 4)}` : ''}` : 'In an abstract';
    const name = hit.kind === 'sentence'
      ? make('span.name', { title: D.papers.title[hit.of] }, quote(hit.before), make('mark', {}, hit.words), quote(hit.after))
      : make('span.name', {}, quote(isNode ? D.nodes.name[hit.of] : D.papers.title[hit.of]), hit.alias ? make('span.soft', {}, ' = ', quote(hit.alias)) : null);
    return make('li', {
      id: `hit-${k}`, role: 'option', 'aria-selected': String(k === chosen),
      onmousedown: (event) => { event.preventDefault(); pick(hit); },
    }, sign, name, make('span.soft', {}, about));
  }

  function draw() {
    const open = input.value.trim() !== '' && document.activeElement === input; // sentences may come when one is elsewhere
    const all = offers();
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    list.replaceChildren(...all.map(row));
    if (open && !all.length) list.append(make('li.none', { role: 'option', 'aria-disabled': 'true' }, waiting ? 'Searching the abstracts …' : 'Nothing found'));
    if (all.length) input.setAttribute('aria-activedescendant', `hit-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
    const now = list.querySelector('[aria-selected=true]');
    if (now) now.scrollIntoView({ block: 'nearest' });
  }

  function clear() {
    input.value = '';
    hits = [];
    sentences = [];
    asked++;
    draw();
  }
  if (matchMedia('(max-width: 900px)').matches) input.placeholder = 'Search names, titles, sentences';
  const usual = input.placeholder;
  /** @type {Element | null} */
  let before = null; // where the focus was when a node was asked for
  function stopPicking() {
    picking = null;
    input.placeholder = usual;
  }
  KG.picked = function (node) {
    const want = picking;
    stopPicking();
    clear();
    if (want) want(node);
    return want !== null;
  };
  /** @param {Offer} hit */
  function pick(hit) {
    const words = input.value.trim();
    KG.byId('panel').focus({ preventScroll: true });
    if (hit.kind === 'all') { clear(); KG.open('words', words); } else if (!KG.picked(hit.of)) KG.open(hit.kind === 'node' ? 'node' : 'paper', hit.of);
  }
  /** Let the reader choose a node by its name; `then` gets its number. */
  KG.pickNode = function (prompt, then) {
    clear();
    before = document.activeElement;
    picking = then;
    input.placeholder = `${prompt} (or click it)`;
    KG.say(prompt);
    input.focus();
  };

  // Whoever goes on to something else is not asked any more: the next search would be taken for an answer.
  KG.on('place', () => { if (picking) stopPicking(); });
  addEventListener('pointerdown', ({ target }) => {
    if (picking && target instanceof Element && !target.closest('#search, #map')) stopPicking();
  }, true);

  async function find() {
    const mine = ++asked;
    hits = KG.search(input.value);
    sentences = [];
    chosen = 0;
    waiting = !picking && input.value.trim().length > 2;
    draw();
    await new Promise((done) => { setTimeout(done, PAUSE); });
    const words = input.value;
    if (mine !== asked) return;
    const found = picking ? [] : await KG.searchSentences(words, () => mine === asked).catch(() => []);
    if (mine !== asked || !words) return;
    waiting = false;
    sentences = found;
    draw();
    const count = hits.length + found.length;
    KG.say(count ? `${KG.figure(count)} found; the arrow keys go through them` : 'Nothing found');
  }

  input.addEventListener('input', find);
  input.addEventListener('focus', () => {
    if (!index) setTimeout(() => index || build(), 0);
    if (input.value) draw(); // what was found is still there
  });
  input.addEventListener('blur', () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); });
  input.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const all = offers();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && all.length) {
      event.preventDefault();
      chosen = (chosen + step + all.length) % all.length;
      draw();
    } else if (event.key === 'Enter' && all.length) {
      pick(all[chosen]);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (input.value) clear();
      else {
        const back = picking && before instanceof HTMLElement && before.isConnected && before !== document.body ? before : KG.byId('map');
        stopPicking();
        back.focus();
        if (document.activeElement !== back) KG.byId('panel').focus(); // a table covers the map
      }
    }
  });
})(window.KG);
