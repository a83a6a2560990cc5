// Measures of nodes that the graph does not bring along.
(function (KG) {
  'use strict';
  const D = KG.data;
  const MOST_STEPS = 3e7; // so much work is done in about a second
  const AT_ONCE = 4e6; // less than this does not keep the reader waiting

  /**
   * How many shortest ways between others lead through each node (betweenness; U. Brandes, A faster
   * algorithm for betweenness centrality, J. Math. Sociol. 25 (2001)). In a large graph only the
   * ways from some nodes are counted: evenly chosen among those with facts, so always the same.
   */
  function* count() {
    const through = new Float32Array(D.n);
    const sources = starts();
    const step = Math.max(1, Math.ceil(work() / MOST_STEPS));
    const { at, near } = neighbours();
    const distance = new Int32Array(D.n);
    const ways = new Float64Array(D.n);
    const share = new Float64Array(D.n);
    const queue = new Uint32Array(D.n);
    for (let s = 0; s < sources.length; s += step) {
      distance.fill(-1); ways.fill(0); share.fill(0);
      let waiting = 1;
      queue[0] = sources[s];
      distance[sources[s]] = 0; ways[sources[s]] = 1;
      for (let q = 0; q < waiting; q++) {
        const i = queue[q];
        const next = distance[i] + 1;
        for (let k = at[i]; k < at[i + 1]; k++) {
          const other = near[k];
          if (distance[other] < 0) { distance[other] = next; queue[waiting++] = other; }
          if (distance[other] === next) ways[other] += ways[i];
        }
      }
      for (let q = waiting - 1; q > 0; q--) {
        const i = queue[q];
        const last = distance[i] - 1;
        const each = (1 + share[i]) / ways[i];
        for (let k = at[i]; k < at[i + 1]; k++) if (distance[near[k]] === last) share[near[k]] += ways[near[k]] * each;
        through[i] += share[i];
      }
      yield;
    }
    return through;
  }
  const starts = () => Array.from(D.order).filter((i) => D.factsOf(i).length);
  const work = () => starts().length * (D.n + 2 * D.m);

  KG.betweenness = function () {
    const steps = count();
    while (!known) known = steps.next().value || null;
    return known;
  };
  async function countInSlices() {
    const steps = count();
    const slice = KG.slices();
    for (;;) {
      const { done, value } = steps.next();
      if (done) return (known = value);
      await slice();
    }
  }
  /** @type {Float32Array | null} */
  let known = null;
  /** @type {Promise<Float32Array> | null} */
  let counting = null;
  /** The same, counted once: at once in a small graph; a promise in a large one, where the page stays alive meanwhile. */
  KG.bridges = function () {
    if (known) return known;
    if (work() <= AT_ONCE) return KG.betweenness();
    return (counting = counting || countInSlices());
  };

  /**
   * The neighbours of each node, end to end: those of node i are near[at[i]] … near[at[i + 1] - 1]. Two facts
   * between the same two are one way, as in the books.
   */
  function neighbours() {
    const at = new Uint32Array(D.n + 1);
    const near = new Uint32Array(2 * D.m);
    const seen = new Uint32Array(D.n); // the last node that one was seen beside, and one
    for (let i = 0, k = 0; i < D.n; i++) {
      for (const e of D.factsOf(i)) {
        const other = D.other(e, i);
        if (seen[other] !== i + 1) { seen[other] = i + 1; near[k++] = other; }
      }
      at[i + 1] = k;
    }
    return { at, near };
  }
})(window.KG);
