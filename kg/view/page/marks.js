// What makes a fact doubtful, told beside it: said by one paper only, read with little confidence,
// or said the other way round elsewhere.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const UNSURE = 50; // per cent of confidence

  // Relations that cannot hold both ways: whoever says "A outperforms B" denies "B outperforms A".
  const ONE_WAY = ['outperforms', 'extends', 'part of', 'kind of'];

  /** The fact that says the contrary: the same relation the other way round; or -1. */
  KG.counterOf = function (e) {
    const { head, relation, tail } = D.edges;
    return ONE_WAY.includes(D.relations[relation[e]][0]) ? D.findEdge(tail[e], relation[e], head[e]) : -1;
  };

  /** How many papers say a fact, on the button that opens their sentences. */
  KG.sourcesOf = (e) => (D.edges.support[e] === 1 ? 'single source' : KG.count(D.edges.support[e], 'paper'));
  KG.isUnsure = (e) => D.edges.confidence[e] < UNSURE;
  /** Marks of a fact: [{sign, text, name}], most serious first. */
  KG.marksOf = function (e) {
    const marks = [];
    if (KG.counterOf(e) >= 0) marks.push({ name: 'counter', sign: '⇄', text: 'counter-claim: the other way round is said too' });
    if (KG.isUnsure(e)) marks.push({ name: 'unsure', sign: '?', text: `read with low confidence (${D.edges.confidence[e]} %)` });
    if (D.edges.support[e] === 1) marks.push({ name: 'single', sign: '1', text: 'a single source' });
    return marks;
  };

  /** The same beside a fact, the number of its papers left out, which stands there anyway; null for none. */
  KG.markNodes = (e) => {
    const marks = KG.marksOf(e).filter(({ name }) => name !== 'single');
    return marks.length ? make('span.marks', {}, ...marks.map(({ name, sign, text }) =>
      make(`span.mark.${name}`, { title: text, role: 'img', 'aria-label': text }, sign))) : null;
  };
})(window.KG);
