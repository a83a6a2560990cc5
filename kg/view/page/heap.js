// A queue that gives the cheapest first; of two equal ones the smaller number.
(function (KG) {
  'use strict';

  KG.Heap = class {
    constructor() {
      /** @type {[number, number][]} */
      this.items = [];
    }

    /** @param {number} value @param {number} cost */
    add(value, cost) {
      const { items } = this;
      let k = items.push([cost, value]) - 1;
      while (k > 0) {
        const up = (k - 1) >> 1;
        if (!before(items[k], items[up])) break;
        [items[k], items[up]] = [items[up], items[k]];
        k = up;
      }
    }

    /** Take the cheapest away; undefined from an empty queue. */
    take() {
      const { items } = this;
      if (!items.length) return undefined;
      const [, value] = items[0];
      const last = items.pop();
      if (last && items.length) {
        items[0] = last;
        for (let k = 0; ;) {
          let least = k;
          for (const down of [2 * k + 1, 2 * k + 2]) if (down < items.length && before(items[down], items[least])) least = down;
          if (least === k) break;
          [items[k], items[least]] = [items[least], items[k]];
          k = least;
        }
      }
      return value;
    }
  };
  /** @param {[number, number]} a @param {[number, number]} b */
  const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
})(window.KG);
