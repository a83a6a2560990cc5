// Numbers that papers claim, as a table: of a node, of a paper.
(function (KG) {
  'use strict';
  const { make, quote } = KG;

  /** Numbers of the results that touch a node (`node`), or that a paper claims (`paper`). @param {Results} results @param {any} given1 */
  function choose(results, { node, paper }) {
    const rows = [];
    for (let k = 0; k < results.kind.length; k++) {
      const touches = node === undefined ? results.place[k][0] === paper : results.ends[k].includes(node);
      if (touches) rows.push(k);
    }
    return rows;
  }

  /** @typedef {{name: string, tells: unknown, cell: ((k: number) => Child) | null}} Shown */
  /**
   * The columns that tell something: not those that are empty, or that only repeat the node.
   * @param {Results} results
   * @param {number[]} rows
   * @param {{node?: number, paper?: number}} of
   */
  function columnsOf(results, rows, of) {
    /** @type {Shown[]} */
    const ends = ['Method', 'Data set', 'Metric'].map((name, place) => ({
      name,
      tells: rows.some((k) => results.ends[k][place] >= 0 && results.ends[k][place] !== of.node),
      cell: (/** @type {number} */ k) => nodeCell(results.ends[k][place]),
    }));
    /** @param {number} k */
    const against = (k) => (results.ends[k][3] >= 0 ? nodeCell(results.ends[k][3]) : quote(KG.shorten(results.baseline[k], 80) || '–'));
    /** @type {Shown[]} */
    const all = [
      ...ends,
      { name: 'Value', tells: true, cell: null },
      { name: 'Against', tells: rows.some((k) => results.ends[k][3] >= 0 || results.baseline[k]), cell: against },
    ];
    return all.filter((column) => column.tells);
  }

  /** @param {number} node */
  const nodeCell = (node) => (node < 0 ? '–' : KG.nodeLink(node));

  /** @param {Details} details @param {number} k @param {Shown[]} columns */
  function rowOf(details, k, columns) {
    const { ends, value, kind, place } = details.results;
    const [paper, start, stop] = place[k];
    const sentence = make('td', { colspan: columns.length });
    const below = make('tr.below', { hidden: true }, sentence);
    const number = make('button.link', { 'aria-expanded': 'false', title: 'Show the sentence', onclick: toggle },
      quote(KG.printed((kind[k] === 'improvement' ? 'Δ ' : '') + value[k][0])));
    async function toggle() {
      below.hidden = !below.hidden;
      number.setAttribute('aria-expanded', String(!below.hidden));
      if (sentence.firstChild) return;
      await KG.fill(sentence, async () => {
        const text = await KG.text(paper);
        const marked = ends[k].filter((node) => node >= 0);
        const date = KG.dateNode(paper);
        return [make('blockquote', {}, KG.sentence(details, paper, text, start, stop, marked),
          make('footer', {}, KG.paperLink(paper), date))];
      });
    }
    const cells = columns.map(({ name, cell }) => make('td', { class: name.toLowerCase() }, cell ? cell(k) : number));
    return [make('tr', {}, ...cells), below];
  }

  /** Put a table of results into an element; nothing where there are none. */
  KG.fillResults = async function (into, of) {
    await KG.fill(into, async () => {
      const details = await KG.details();
      const rows = choose(details.results, of);
      if (!rows.length) return [];
      const columns = columnsOf(details.results, rows, of);
      const head = make('tr', {}, ...columns.map(({ name }) => make('th', { scope: 'col' }, name)));
      const told = `${KG.count(rows.length, 'result')} · Δ is a difference or a ratio · the value opens its sentence`;
      const table = make('table', {}, make('caption', {}, told), make('thead', {}, head),
        make('tbody', {}, ...rows.flatMap((k) => rowOf(details, k, columns))));
      return [make('h3', {}, 'Results'), make('div.scroll', { tabindex: '0', role: 'region', 'aria-label': 'Results' }, table)];
    });
  };
})(window.KG);
