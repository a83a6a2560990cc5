// Papers by year, as bars.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const MOST_BARS = 60;

  /**
   * Bars for years.
   * @param {Map<number, number>} counts - papers of each year
   * @param {(year: number) => boolean} [strong] - which bars are drawn strongly
   * @param {string} [note] - what else to say below them
   */
  KG.bars = function (counts, first, last, strong = () => true, note = '') {
    // A century of bars would be too thin to see: then one stands for several years.
    const each = Math.ceil((last - first + 1) / MOST_BARS);
    const heaps = new Array(Math.ceil((last - first + 1) / each)).fill(0);
    const lit = new Set();
    for (const [year, count] of counts) {
      const k = Math.floor((year - first) / each);
      heaps[k] += count;
      if (strong(year)) lit.add(k);
    }
    const most = Math.max(...heaps);
    const bars = heaps.map((count, k) => {
      const [from, to] = [first + k * each, Math.min(last, first + (k + 1) * each - 1)];
      const bar = make(lit.has(k) || (!count && strong(from)) ? 'span' : 'span.weak', { title: `${from === to ? from : `${from}–${to}`}: ${KG.count(count, 'paper')}` });
      bar.style.height = `${(100 * count) / most}%`;
      return bar;
    });
    const told = [...counts].sort((a, b) => a[0] - b[0]).map(([year, count]) => `${year}: ${count}`).join(', ');
    return make('figure.years', { role: 'img', 'aria-label': `Papers by year. ${told}` },
      make('div.bars', {}, ...bars), make('figcaption', {}, make('span', {}, first), make('span', {}, note), make('span', {}, last)));
  };

  /** Papers of a node by year; null if fewer than two years are known. */
  KG.yearChart = function (node) {
    const counts = new Map();
    for (const k of D.rolesOfNode(node)) {
      const year = D.yearOf[D.roleEdges.paper[k]];
      if (year) counts.set(year, (counts.get(year) || 0) + 1);
    }
    const dated = [...counts.values()].reduce((sum, one) => sum + one, 0);
    const all = D.nodes.papers[node];
    return counts.size < 2 ? null : KG.bars(counts, Math.min(...counts.keys()), Math.max(...counts.keys()), undefined,
      dated < all ? `${KG.figure(dated)} of ${KG.count(all, 'paper')} dated` : '');
  };
})(window.KG);
