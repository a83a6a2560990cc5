// Where one has been: the last entities and papers that were opened, below the drawing, each a way
// back to it. It is for the reader's eyes alone: neither the address nor a copied link tells it.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make, quote } = KG;
  const crumbs = KG.byId('crumbs');
  const MOST = 5;

  /** @type {Place[]} */
  let been = []; // the newest last; the open one among them
  /** @param {Place} a @param {Place} b */
  const same = (a, b) => a.kind === b.kind && a.of === b.of;

  const draw = () => KG.keepFocus(crumbs, fill, KG.byId('map'));
  function fill() {
    const now = KG.place();
    const before = been.filter((one) => !same(one, now)).slice(-MOST);
    crumbs.hidden = !KG.focused() || !before.length;
    crumbs.replaceChildren(make('span.soft', { 'aria-hidden': 'true' }, 'Before:'), ...before.map(({ kind, of }) => {
      const name = kind === 'node' ? D.nodes.name[of] : D.papers.title[of];
      return make('button', { onclick: () => KG.open(kind, of), title: KG.plain(name) },
        kind === 'node' ? KG.signOf(D.nodes.type[of]) : make('span.sign', { 'aria-hidden': 'true' }, '▤'), quote(KG.shorten(name, 24)));
    }));
  }

  KG.on('place', (/** @type {Place} */ place) => {
    if (place.kind === 'node' || place.kind === 'paper') {
      been = [...been.filter((one) => !same(one, place)), place].slice(-MOST - 1);
    }
    draw();
  });
  KG.on('restyled', draw);
})(window.KG);
