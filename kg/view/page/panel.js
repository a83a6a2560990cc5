// The panel beside the map: shows the place that the address names. What is in it comes from the
// places themselves (node.js, fact.js, paper.js, …); here is what they share.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const panel = KG.byId('panel');
  const OPEN_ROWS = 12; // rows of a group shown at first

  /** The upper part of a panel: a way out, what it is, its name. */
  KG.panelHead = function (kind, sign, name, ...below) {
    const close = make('button.close', { 'aria-label': 'Close', title: 'Back to the map (Esc)', onclick: () => KG.open('home') }, '×');
    return make('div.head', {}, close, make('p.kind', {}, sign, kind), make('h2', { dir: 'auto' }, ...[name].flat()), ...below);
  };

  /** A titled group that can be folded; rows beyond the first dozen come on demand. */
  KG.section = function (title, rows, draw, open) {
    const list = make('ul.rows', {});
    const body = make('details.group', { open }, make('summary', {}, make('span', { role: 'heading', 'aria-level': 3 }, title), ' ', make('span.number', {}, KG.figure(rows.length))), list);
    let next = 0;
    /** @param {number} count */
    function more(count) {
      const some = Array.from(rows).slice(next, next + count);
      next += some.length;
      list.append(...some.map((row, k) => make('li', {}, ...draw(row, next - some.length + k))));
      if (next < rows.length) {
        const button = make('button.small', { onclick: () => {
          const at = list.children.length - 1;
          button.parentNode.remove();
          more(100);
          list.children[at]?.querySelector('button')?.focus();
        } },
          `${KG.figure(rows.length - next)} more`);
        list.append(make('li', {}, button));
      }
    }
    // What is folded is built when it is opened: a hub has thousands of rows.
    if (open) more(OPEN_ROWS);
    else body.addEventListener('toggle', () => { if (!next) more(OPEN_ROWS); });
    return body;
  };

  /** A list of parts with something between them. */
  KG.joined = (parts, between) => parts.filter(Boolean).flatMap((part, k) => (k ? [between, part] : [part]));

  // Panels as they were left, by address: a step back finds the same sentences open, at the same place.
  const KEPT = 30;
  /** @type {Map<string, {parts: Node[], top: number}>} */
  const left = new Map();
  let shown = '';
  function keep() {
    left.delete(shown);
    left.set(shown, { parts: [...panel.childNodes], top: panel.scrollTop });
    if (left.size > KEPT) for (const oldest of left.keys()) { left.delete(oldest); break; }
  }

  let last = '';
  /** @param {Place} place */
  function show(place) {
    const kind = KG.kindOf(place);
    if (panel.firstChild) keep();
    shown = KG.address();
    const before = KG.returning && left.get(shown);
    // A place that is only drawn anew keeps the focus where it was; another one is read from its beginning.
    const same = kind.changes ? document.body.dataset.place === place.kind : JSON.stringify(place) === last;
    if (!same && panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
    KG.keepFocus(panel, () => {
      if (before) panel.replaceChildren(...before.parts);
      else kind.show(place.of, panel);
    }, panel);
    if (before || !same) panel.scrollTop = before ? before.top : 0;
    // What is drawn tells of itself; the way out and a step back do not.
    if (last && !same && (before || place.kind === 'home')) KG.say(place.kind === 'home' ? 'The whole map' : KG.plain(kind.title(place.of)));
    last = JSON.stringify(place);
    document.body.dataset.place = place.kind;
    const title = kind.title(place.of);
    document.title = place.kind === 'home' ? KG.plain(D.title) : `${KG.plain(title)} – ${KG.plain(D.title)}`;
  }

  const LONGEST = 200; // characters of a name in a list; the panel of the thing itself has all of it
  /** A way to a paper. */
  KG.paperLink = (paper) => make('button.link', { onclick: () => KG.open('paper', paper) }, quote(KG.shorten(D.papers.title[paper], 2 * LONGEST)));
  /** A way to a node, with the sign of its type. */
  KG.nodeLink = (node) => make('button.link', { onclick: () => KG.open('node', node), title: D.typeName(node) },
    KG.signOf(D.nodes.type[node]), quote(KG.shorten(D.nodes.name[node], LONGEST)));

  KG.on('place', show);
  // Signs and dots are coloured here, not by the style sheet.
  KG.on('restyled', () => {
    if (!KG.drawnAt || KG.keepsPanel) return;
    const top = panel.scrollTop;
    show(KG.place());
    panel.scrollTop = top;
    left.clear();
  });
})(window.KG);
