// The panel when nothing is chosen: where to begin.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const EACH = 6; // nodes listed of each type at first
  const MORE = 30;

  /** @param {HTMLElement} sign @param {string} name @param {number} number @param {string} title @param {() => void} go */
  function row(sign, name, number, title, go) {
    return make('li', {}, make('button.row', { onclick: go, title }, sign,
      make('span.name', {}, quote(name)), make('span.number', {}, KG.figure(number))));
  }

  /** A list of a few rows, the others on demand. @template T @param {T[]} all @param {(one: T) => HTMLElement} draw */
  function listOf(all, draw) {
    const list = make('ul.list', {});
    /** @param {number} from @param {number} to */
    function put(from, to) {
      list.append(...all.slice(from, to).map(draw));
      if (to >= all.length) return;
      const more = make('li', {}, make('button.small', { onclick: () => { more.remove(); put(to, to + MORE); list.children[to]?.querySelector('button')?.focus(); } }, `${KG.figure(all.length - to)} more`));
      list.append(more);
    }
    put(0, EACH);
    return list;
  }

  /** What to say of a part that is shown alone: how large it is, and which papers name most of it. @param {number} topic */
  function partNodes(topic) {
    const { paper, node } = D.roleEdges;
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (let k = 0; k < node.length; k++) {
      if (KG.shown.node[node[k]] && KG.inYears(paper[k])) counts.set(paper[k], (counts.get(paper[k]) || 0) + 1);
    }
    const papers = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return [make('p.kind', {}, KG.dotOf(topic), ' Part of the map'), make('h2', {}, quote(D.topicName(topic))),
      make('p.numbers', {}, `${KG.count(KG.shown.nodes, 'entity', 'entities')} · ${KG.count(KG.shown.edges, 'fact')} among them · ${KG.count(papers.length, 'paper')}`),
      make('h3', {}, 'Papers that name most of it'),
      listOf(papers, ([one, count]) => row(make('span.sign', { 'aria-hidden': 'true' }, '▤'), D.papers.title[one], count, D.papers.title[one], () => KG.open('paper', one)))];
  }

  /** Nodes, those of most papers first: of the papers that the filters count. */
  function orderNow() {
    const { papers } = KG.shown;
    return papers === D.nodes.papers ? D.order : D.order.filter((i) => KG.shown.node[i]).sort((a, b) => papers[b] - papers[a] || D.rank[a] - D.rank[b]);
  }
  /** How much of each part is left; of one that is shown alone, all others are told whole. */
  function sizesNow() {
    if (KG.filters.topic >= 0) return D.topicSize;
    const sizes = new Array(D.topics.length).fill(0);
    for (let i = 0; i < D.n; i++) if (KG.shown.node[i]) sizes[D.nodes.topic[i]]++;
    return sizes;
  }

  /** @param {any} _ @param {HTMLElement} panel */
  function show(_, panel) {
    const parts = [];
    const topics = D.topics.map((_one, topic) => topic).filter((topic) => D.topics[topic].colour >= 0);
    if (D.n && !KG.shown.nodes) {
      panel.replaceChildren(make('h2', {}, 'Nothing is left'), make('p.lead', {}, 'No entity passes all filters at once.'),
        make('p', {}, make('button.small', { onclick: KG.resetFilters }, 'Reset filters')));
      return;
    }
    if (KG.filters.topic >= 0) parts.push(...partNodes(KG.filters.topic));
    else {
      parts.push(make('h2.unseen', {}, 'Where to begin'), make('p.lead', {}, D.n
        ? 'Each dot is a method, data set, task, metric or concept; the more papers name it, the larger. Near each other stands what the same papers speak of. Click one to read what is said of it, and where.'
        : 'Nothing was found in these papers.'));
    }
    /** @type {number[][]} */
    const ofType = D.types.map(() => []);
    for (const i of orderNow()) if (KG.shown.node[i]) ofType[D.nodes.type[i]].push(i);
    D.types.forEach(([name, plural], type) => {
      if (!ofType[type].length) return;
      parts.push(make('h3', {}, `Most named ${plural}`), listOf(ofType[type], (i) =>
        row(KG.signOf(type), D.nodes.name[i], KG.shown.papers[i], name, () => KG.open('node', i))));
    });
    if (topics.length > 1) {
      const sizes = sizesNow();
      const list = make('ul.list', {}, ...topics.filter((topic) => sizes[topic]).sort((a, b) => sizes[b] - sizes[a]).slice(0, 40).map((topic) =>
        row(KG.dotOf(topic), D.topicName(topic), sizes[topic], 'Show this part of the map', () => KG.showTopic(topic))));
      parts.push(make('h3', {}, 'Parts of the map'), list);
    }
    panel.replaceChildren(...parts);
  }
  KG.addPlace({ kind: 'home', word: 'home', read: () => null, write: () => [], title: () => D.title, show });

  // Lists hold what the filters leave.
  KG.on('filtered', () => {
    // Only what stands there already is drawn anew: the address may lead home while the panel has yet to follow.
    if (!KG.drawnAt || KG.place().kind !== 'home' || document.body.dataset.place !== 'home') return;
    const panel = KG.byId('panel');
    KG.keepFocus(panel, () => show(null, panel), panel);
  });

  /** Show one topic alone, or all again. */
  KG.showTopic = function (topic) {
    KG.filters.topic = KG.filters.topic === topic ? -1 : topic;
    KG.open('home'); // one step with what the address says of filters, so that going back is one step too
    KG.frameTopic();
  };
  KG.frameTopic = function () {
    const { topic } = KG.filters;
    if (topic < 0) { KG.camera.whole(true); return; }
    /** @type {number[][]} */
    const [xs, ys] = [[], []];
    for (let i = 0; i < D.n; i++) {
      if (D.nodes.topic[i] === topic && !D.nodes.aside[i]) { xs.push(D.x[i]); ys.push(D.y[i]); }
    }
    if (!xs.length) return;
    /** @param {number[]} values */
    const span = (values) => {
      values.sort((a, b) => a - b);
      return [values[Math.floor(values.length * 0.02)] - 25, values[Math.ceil(values.length * 0.98) - 1] + 25];
    };
    const [[left, right], [top, bottom]] = [span(xs), span(ys)];
    KG.camera.frame({ left, right, top, bottom }, 2.5, true);
  };
})(window.KG);
