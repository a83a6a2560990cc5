// A fact: who says so, in which words, and what speaks against it.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const { head, tail, relation, support, confidence } = D.edges;

  /** @param {number} e */
  const title = (e) => `${D.nodes.name[head[e]]} ${D.relations[relation[e]][0]} ${D.nodes.name[tail[e]]}`;

  /** "A outperforms B", both ends as links. */
  KG.factNodes = (e) => [KG.nodeLink(head[e]),
    make('span.relation', { title: D.relations[relation[e]][1] }, ` ${D.relations[relation[e]][0]} `), KG.nodeLink(tail[e])];

  /** @param {number} e @param {HTMLElement} panel */
  function show(e, panel) {
    const evidence = make('div.evidence', {});
    const counter = KG.counterOf(e);
    const marks = KG.marksOf(e);
    const parts = [
      make('div.head', {}, make('button.close', { 'aria-label': 'Close', title: 'Back to the entity', onclick: () => KG.open('node', KG.middleOfFact) }, '×'),
        make('p.kind', {}, 'Fact'), make('h2.fact', {}, ...KG.factNodes(e)),
        make('p.numbers', {}, `${KG.count(support[e], 'paper')} · confidence ${confidence[e]} %`),
        marks.length ? make('ul.warnings', {}, ...marks.map(({ name, sign, text }) =>
          make('li', {}, make(`span.mark.${name}`, { 'aria-hidden': 'true' }, sign), ' ', text))) : null,
        make('div.actions', {}, make('button.small', { onclick: KG.copyLink }, 'Copy link'))),
      evidence];
    if (counter >= 0) {
      const other = make('div.evidence', {});
      parts.push(make('h3', {}, 'Said the other way round'), make('p', {}, ...KG.factNodes(counter)), other);
      KG.fillEvidence(other, 'edges', counter, [head[e], tail[e]]);
    }
    panel.replaceChildren(...parts);
    KG.fillEvidence(evidence, 'edges', e, [head[e], tail[e]]);
    KG.say(`${title(e)}, ${KG.count(support[e], 'paper')}`);
  }

  KG.addPlace({
    kind: 'fact', word: 'f',
    read([from, name, to]) {
      const named = D.relations.findIndex(([one]) => one === name);
      const [a, b] = [D.nodeOf(from), D.nodeOf(to)];
      const found = a === undefined || b === undefined ? -1 : D.findEdge(a, named, b);
      return found < 0 ? null : found;
    },
    write: (e) => [D.nodes.id[head[e]], D.relations[relation[e]][0], D.nodes.id[tail[e]]],
    title, show,
    focus: (e, most) => KG.aroundNode(KG.middleOfFact, most, e),
    // The fact is shown where one is: around the end that is open already.
    same(e, before) {
      KG.middleOfFact = before === `node ${tail[e]}` ? tail[e] : head[e];
      return [`node ${KG.middleOfFact}`, e];
    },
  });
})(window.KG);
