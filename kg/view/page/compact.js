// Columns of numbers, as kg/view/compact.py writes them: [least, width, text].
(function (KG) {
  'use strict';

  // Digits are the printable characters of ASCII without those that JSON or HTML must escape.
  const BASE = 92;
  const valueOf = new Uint8Array(128);
  for (let code = 0x20, value = 0; code < 0x7f; code++) {
    if (!'"\\<'.includes(String.fromCharCode(code))) valueOf[code] = value++;
  }

  /** Read a column: the highest digits of all numbers stand first, then the next ones. */
  KG.column = function ([least, width, text]) {
    const size = text.length / width;
    const numbers = new Int32Array(size);
    for (let plane = 0; plane < text.length; plane += size) {
      for (let i = 0; i < size; i++) numbers[i] = numbers[i] * BASE + valueOf[text.charCodeAt(plane + i)];
    }
    if (least) for (let i = 0; i < size; i++) numbers[i] += least;
    return numbers;
  };

  /** Where each group begins when all are laid end to end, and where the last one ends. */
  KG.offsets = function (counts) {
    const at = new Uint32Array(counts.length + 1);
    counts.forEach((count, k) => { at[k + 1] = at[k] + count; });
    return at;
  };

  /** Starts and ends of spans that are told by their gaps and lengths, anew for each paper. */
  KG.spans = function ({ count, gap, length }) {
    const [at, start, end] = [KG.offsets(count), new Int32Array(gap.length), new Int32Array(gap.length)];
    for (let group = 0; group < count.length; group++) {
      for (let k = at[group], reached = 0; k < at[group + 1]; k++) {
        start[k] = reached + gap[k];
        reached = end[k] = start[k] + length[k];
      }
    }
    return { at, start, end };
  };
})(window.KG);
