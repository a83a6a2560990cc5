// Measures of nodes that the graph does not bring along.
(function (KG) {
  'use strict';
  const D = KG.data;
  const MOST_STEPS = 3e7; // so much work is done in less than a second

  /**
   * How many shortest ways between others lead through each node (betweenness; U. Brandes, A faster
   * algorithm for betweenness centrality, J. Math. Sociol. 25 (2001)). In a large graph only the
   * ways from some nodes are counted: evenly chosen among those with facts, so always the same.
   */
  KG.betweenness = () => (known = known || count());
  /** @type {Float32Array | null} */
  let known = null; // it takes up to a second, and stays the same
  function count() {
    // Two facts between the same two are one way, as in the books.
    const near = Array.from({ length: D.n }, (_, i) => new Set(Array.from(D.factsOf(i), (e) => D.other(e, i))));
    const through = new Float32Array(D.n);
    const sources = Array.from(D.order).filter((i) => D.factsOf(i).length);
    const step = Math.max(1, Math.ceil((sources.length * (D.n + 2 * D.m)) / MOST_STEPS));
    const distance = new Int32Array(D.n);
    const ways = new Float64Array(D.n);
    const share = new Float64Array(D.n);
    for (let s = 0; s < sources.length; s += step) {
      distance.fill(-1); ways.fill(0); share.fill(0);
      const queue = [sources[s]];
      distance[sources[s]] = 0; ways[sources[s]] = 1;
      for (let q = 0; q < queue.length; q++) {
        const i = queue[q];
        for (const other of near[i]) {
          if (distance[other] < 0) { distance[other] = distance[i] + 1; queue.push(other); }
          if (distance[other] === distance[i] + 1) ways[other] += ways[i];
        }
      }
      for (let q = queue.length - 1; q > 0; q--) {
        const i = queue[q];
        for (const other of near[i]) {
          if (distance[other] === distance[i] - 1) share[other] += (ways[other] / ways[i]) * (1 + share[i]);
        }
        through[i] += share[i];
      }
    }
    return through;
  }
})(window.KG);
