// Leaderboards: what papers claim on one data set, by metric, best first.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;

  /** Numbers of results by data set: Map of data set → results. */
  async function byDataset() {
    const { results } = await KG.details();
    const boards = new Map();
    results.ends.forEach(([, dataset], k) => {
      if (dataset < 0) return;
      if (!boards.has(dataset)) boards.set(dataset, []);
      boards.get(dataset).push(k);
    });
    return boards;
  }

  // "error", "loss", "time" …: there the smallest is the best.
  const SMALL = /\b(error|loss|perplexity|latency|time|cost|rmse|mse|mae|wer|fid|memory|size|steps?|parameters?|rate of failure)\b/i;

  /** What a printed value counts in: '%', 'times', 'hours', …; '' for a bare number. Different units are no one ranking. */
  KG.unitOf = (value) => {
    const words = value.toLowerCase().replace(/[+±~≈<>≥≤]/g, ' ').replace(/-?\d[\d.,]*(e[-+]?\d+)?/g, ' ').replace(/[-–—]/g, ' ').trim();
    if (/^(%|percent|percentage|\\%)/.test(words)) return '%';
    return /^(x|×|times|fold)/.test(words) ? 'times' : words.split(/\s+/)[0] || '';
  };

  /** @param {Results} results @param {number[]} rows @param {number} metric */
  function board(results, rows, metric) {
    const small = metric >= 0 && SMALL.test(D.nodes.name[metric]);
    /** @param {number} k */
    const last = small ? Infinity : -Infinity;
    const worth = (/** @type {number} */ k) => results.number[k] ?? last; // what has no number comes last
    rows.sort((a, b) => (worth(a) === worth(b) ? a - b : small ? worth(a) - worth(b) : worth(b) - worth(a)));
    /** @param {number} k @param {number} place */
    const line = (k, place) => {
      const [method, , , baseline] = results.ends[k];
      const [paper, start, end] = results.place[k];
      const { button, body } = KG.disclosure('sentence', (into) => KG.fill(into, async () => {
        const [details, text] = [await KG.details(), await KG.text(paper)];
        return [make('blockquote', {}, KG.sentence(details, paper, text, start, end, results.ends[k].filter((one) => one >= 0)),
          make('footer', {}, KG.paperLink(paper)))];
      }));
      return make('tr', {}, make('td.number', {}, place + 1), make('td', {}, method < 0 ? '–' : KG.nodeLink(method)),
        make('td.value', {}, quote(KG.printed(results.value[k][0]))),
        make('td', {}, baseline < 0 && !results.baseline[k] ? '' : make('span.soft', {}, 'over ', baseline < 0 ? quote(KG.shorten(results.baseline[k], 80)) : KG.nodeLink(baseline), KG.dateOf(paper) ? ', ' : ' '),
          make('span.soft', {}, ...KG.joined([KG.dateNode(paper)], ' ')), ' ', button, body));
    };
    const heads = [make('span.unseen', {}, 'Rank'), 'Method', 'Value', 'Source'].map((name) => make('th', { scope: 'col' }, name));
    return make('table', {}, make('caption', {}, small ? 'The smallest first' : 'The largest first'),
      make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows.map(line)));
  }

  /** @param {number} dataset */
  async function boardNodes(dataset) {
    const { results } = await KG.details();
    const rows = (await byDataset()).get(dataset) || [];
    if (!rows.length) return [make('p.soft', {}, 'No paper claims a number on it.')];
    const groups = new Map();
    for (const k of rows) {
      const key = `${results.ends[k][2]} ${results.kind[k]} ${KG.unitOf(results.value[k][0])}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(k);
    }
    /** @param {number[]} some */
    const gain = ([k]) => Number(results.kind[k] === 'improvement'); // who stands where first, then who gained how much
    return [...groups.values()].sort((a, b) => gain(a) - gain(b) || b.length - a.length).flatMap((some) => {
      const metric = results.ends[some[0]][2];
      const name = metric < 0 ? 'Metric not named' : quote(KG.shorten(D.nodes.name[metric], 80));
      const unit = KG.unitOf(results.value[some[0]][0]);
      const head = make('h3', {}, name, gain(some) ? ': differences and ratios' : '', unit ? quote(`, in ${KG.shorten(unit, 20)}`) : '');
      return [head, make('div.scroll', { tabindex: '0', role: 'region', 'aria-label': `Results. ${head.textContent}` }, board(results, some, metric))];
    });
  }

  /** @param {number} dataset @param {HTMLElement} panel */
  function show(dataset, panel) {
    const into = make('div', {});
    panel.replaceChildren(KG.panelHead('Leaderboard', KG.signOf(D.nodes.type[dataset]), KG.nodeLink(dataset),
      make('p.soft', {}, 'Numbers as the abstracts print them: settings differ, so compare with care.'),
      make('div.actions', {}, make('button.small', { onclick: () => KG.open('boards', 0) }, 'All leaderboards'),
        make('button.small', { onclick: KG.copyLink }, 'Copy link'))), into);
    KG.fill(into, () => boardNodes(dataset));
    KG.say(`Leaderboard of ${KG.plain(D.nodes.name[dataset])}`);
  }

  /** @param {any} _ @param {HTMLElement} panel */
  function showAll(_, panel) {
    const into = make('div', {});
    panel.replaceChildren(KG.panelHead('Leaderboards', make('span.sign', { 'aria-hidden': 'true' }, '≡'), 'Results by data set'), into);
    KG.say('Leaderboards: results by data set');
    KG.fill(into, async () => {
      const boards = [...await byDataset()].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
      if (!boards.length) return [make('p.soft', {}, 'No paper claims a number on a data set.')];
      return [make('ul.list', {}, ...boards.map(([dataset, rows]) => make('li', {},
        make('button.row', { onclick: () => KG.open('board', dataset) }, KG.signOf(D.nodes.type[dataset]),
          make('span.name', {}, quote(D.nodes.name[dataset])), make('span.number', {}, KG.count(rows.length, 'result'))))))];
    });
  }

  KG.addPlace({
    kind: 'board', word: 'board', read: ([id]) => D.nodeOf(id), write: (node) => [D.nodes.id[node]],
    title: (node) => `Leaderboard of ${D.nodes.name[node]}`, show, focus: (node, most) => KG.aroundNode(node, most),
  });
  KG.addPlace({ kind: 'boards', word: 'boards', read: () => 0, write: () => ['all'], title: () => 'Leaderboards', show: showAll });
  KG.addTool({ id: 'open-boards', label: 'Results', title: 'Leaderboards of results', key: 'r', run: () => KG.open('boards', 0) });
})(window.KG);
