// All that some words are found in: names of entities, titles, abstracts. The search itself offers the best few.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const AROUND = 110; // characters of a sentence before the words

  /** @param {number} paper */
  const date = (paper) => make('span.soft', {}, KG.dateNode(paper));

  /** @param {string} words @param {HTMLElement} panel */
  function show(words, panel) {
    const hits = KG.search(words, Infinity);
    const nodes = hits.filter(({ kind }) => kind === 'node');
    const titles = hits.filter(({ kind }) => kind === 'paper');
    const names = `${KG.count(nodes.length, 'name')} · ${KG.count(titles.length, 'title')}`;
    const told = make('p.numbers', { role: 'status' }, `${names} · searching the abstracts …`);
    const abstracts = make('div', {});
    panel.replaceChildren(
      KG.panelHead('Found', make('span.sign', { 'aria-hidden': 'true' }, '”'), quote(KG.shorten(words, 120)), told,
        make('div.actions', {},
          nodes.length > 1 ? make('button.small', { title: 'Draw the most named of them', onclick: () => KG.open('net', nodes.slice(0, 40).map(({ of }) => of)) }, 'Explore') : null,
          make('button.small', { onclick: KG.copyLink }, 'Copy link'))),
      ...(nodes.length ? [KG.section('Entities', nodes, ({ of, alias }) => [KG.nodeLink(of), make('span.soft', {},
        alias ? ' = ' : '', alias ? quote(alias) : '', ` · ${KG.count(D.nodes.papers[of], 'paper')}`)], true)] : []),
      ...(titles.length ? [KG.section('Titles', titles, ({ of }) => [KG.paperLink(of), ' ', date(of)], true)] : []),
      abstracts);
    KG.fill(abstracts, async () => {
      const found = await KG.searchSentences(words, () => true, Infinity, AROUND);
      told.textContent = `${names} · ${KG.count(found.length, 'abstract')}`;
      return found.length ? [KG.section('Abstracts', found, (hit) => [KG.paperLink(hit.of), ' ', date(hit.of),
        make('blockquote', {}, make('span.said', { dir: 'auto' }, quote(KG.printed(hit.before)), make('mark', {}, hit.words), quote(KG.printed(hit.after)), hit.cut ? '…' : ''))], true)] : [];
    });
  }

  KG.addPlace({
    kind: 'words', word: 'q', read: ([words]) => words.trim() || null, write: (words) => [words],
    title: (words) => `“${words}”`, show,
  });
})(window.KG);
