// Numbers that papers claim, as a table: of a node, of a paper.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const HEADS = ['Method', 'Data set', 'Metric', 'Value', 'Against'];

  /** Numbers of the results that touch a node (`node`), or that a paper claims (`paper`). */
  function choose(results, { node, paper }) {
    const rows = [];
    for (let k = 0; k < results.kind.length; k++) {
      const touches = node === undefined ? results.place[k][0] === paper : results.ends[k].includes(node);
      if (touches) rows.push(k);
    }
    return rows;
  }

  function rowOf(details, k, of) {
    const { ends, value, kind, baseline, place } = details.results;
    const [method, dataset, metric, against] = ends[k];
    const end = (node) => (node < 0 ? '–' : node === of.node ? quote(D.nodes.name[node]) : KG.nodeLink(node));
    const cell = (child) => make('td', {}, child);
    const [paper, start, stop] = place[k];
    const sentence = make('td', { colspan: HEADS.length });
    const below = make('tr.below', { hidden: true }, sentence);
    const number = make('button.link', { 'aria-expanded': 'false', title: 'Show the sentence', onclick: toggle },
      quote((kind[k] === 'improvement' ? 'Δ ' : '') + value[k][0]));
    async function toggle() {
      below.hidden = !below.hidden;
      number.setAttribute('aria-expanded', String(!below.hidden));
      if (sentence.firstChild) return;
      await KG.fill(sentence, async () => {
        const text = await KG.text(paper);
        const marked = ends[k].filter((node) => node >= 0);
        const date = KG.dateNode(paper);
        return [make('blockquote', {}, KG.sentence(details, paper, text, start, stop, marked),
          make('footer', {}, KG.paperLink(paper), date ? ' · ' : null, date))];
      });
    }
    const rival = against >= 0 ? end(against) : baseline[k] ? quote(baseline[k]) : '–';
    return [make('tr', {}, cell(end(method)), cell(end(dataset)), cell(end(metric)), cell(number), cell(rival)), below];
  }

  /** Put a table of results into an element; nothing where there are none. */
  KG.fillResults = async function (into, of) {
    await KG.fill(into, async () => {
      const details = await KG.details();
      const rows = choose(details.results, of);
      if (!rows.length) return [];
      const head = make('tr', {}, ...HEADS.map((name) => make('th', { scope: 'col' }, name)));
      const table = make('table', {},
        make('caption', {}, `${KG.count(rows.length, 'result')} · Δ is a difference or a ratio · the value opens its sentence`),
        make('thead', {}, head), make('tbody', {}, ...rows.flatMap((k) => rowOf(details, k, of))));
      return [make('h3', {}, 'Results'), make('div.scroll', { tabindex: '0', role: 'region', 'aria-label': 'Results' }, table)];
    });
  };
})(window.KG);
