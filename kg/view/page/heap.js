// A queue that gives the cheapest first; of two equal ones the smaller number.
(function (KG) {
  'use strict';

  KG.Heap = class {
    constructor() {
      /** @type {number[]} */
      this.costs = [];
      /** @type {number[]} */
      this.values = [];
    }

    /** @param {number} value @param {number} cost */
    add(value, cost) {
      const { costs, values } = this;
      let k = costs.length;
      // What is dearer comes down until the new one has its place.
      while (k > 0) {
        const up = (k - 1) >> 1;
        if (cost > costs[up] || (cost === costs[up] && value >= values[up])) break;
        costs[k] = costs[up];
        values[k] = values[up];
        k = up;
      }
      costs[k] = cost;
      values[k] = value;
    }

    /** Take the cheapest away; undefined from an empty queue. */
    take() {
      const { costs, values } = this;
      const taken = values[0];
      const [cost, value] = [costs.pop() ?? 0, values.pop() ?? 0];
      const size = costs.length;
      for (let k = 0; k < size;) {
        let least = 2 * k + 1;
        if (least + 1 < size && (costs[least + 1] < costs[least] || (costs[least + 1] === costs[least] && values[least + 1] < values[least]))) least++;
        if (least >= size || cost < costs[least] || (cost === costs[least] && value <= values[least])) {
          costs[k] = cost;
          values[k] = value;
          break;
        }
        costs[k] = costs[least];
        values[k] = values[least];
        k = least;
      }
      return taken;
    }
  };
})(window.KG);
