// Keys: everything that can be done with a pointer on the map, and short cuts.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { box } = camera;
  const byId = KG.byId;

  const flip = () => KG.setTheme(KG.isDark() ? 'light' : 'dark');
  const filters = () => {
    const open = document.body.classList.toggle('with-filters');
    byId('show-filters').setAttribute('aria-expanded', String(open));
  };
  const added = KG.keys.splice(0);
  KG.addKey('/', 'search', () => byId('query').focus());
  KG.addKey('n', 'next entity, by number of papers', () => step(1));
  KG.addKey('p', 'previous entity', () => step(-1));
  KG.addKey('Enter', 'open it', () => { if (KG.hovered >= 0 && !KG.picked(KG.hovered)) KG.open('node', KG.hovered); }, 'map');
  KG.addKey('Escape', 'back to the whole map', escape);
  KG.addKey('f', 'show everything', () => KG.showAll());
  KG.addKey('+', 'zoom in', () => camera.zoom(1.5));
  KG.addKey('-', 'zoom out', () => camera.zoom(1 / 1.5));
  KG.addKey('[', 'back', () => KG.back());
  KG.addKey(']', 'forward', () => KG.forward());
  KG.addKey('l', 'copy link', () => KG.copyLink());
  KG.addKey('d', 'dark or light', flip);
  KG.keys.push(...added);
  KG.addKey('?', 'these keys', showKeys);

  /** @param {string} id @param {(event: any) => void} action */
  const click = (id, action) => byId(id).addEventListener('click', action);
  click('zoom-in', () => camera.zoom(1.5));
  click('zoom-out', () => camera.zoom(1 / 1.5));
  click('zoom-all', () => KG.showAll());
  click('back', () => KG.back());
  click('forward', () => KG.forward());
  click('link', () => KG.copyLink());
  click('theme', flip);
  click('help', showKeys);
  click('show-filters', filters);
  click('skip', (event) => { event.preventDefault(); byId('query').focus(); });

  /** @type {Record<string, [number, number]>} */
  const PAN = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (!(event.target instanceof Element)) return;
    if (event.target.matches('input:not([type=checkbox]):not([type=range]), select, textarea')) return;
    const onMap = event.target === box || box.contains(event.target);
    const known = KG.keys.find((one) => one.key === event.key && (one.where !== 'map' || onMap));
    if (onMap && PAN[event.key]) {
      const [dx, dy] = PAN[event.key];
      const { x, y } = camera.centre();
      camera.moveTo(x + (dx * 90) / camera.scale(), y + (dy * 90) / camera.scale(), camera.scale(), false);
    } else if (known) known.run();
    else return;
    event.preventDefault();
  });

  let walked = -1;
  /** @param {number} by */
  function step(by) {
    const among = KG.focused() ? [] : Array.from(D.order).filter((i) => KG.shown.node[i]).slice(0, 300);
    if (!among.length) return;
    walked = (walked + by + among.length) % among.length;
    const node = among[walked];
    camera.moveTo(D.x[node], D.y[node], Math.max(camera.scale(), camera.wholeScale() * 2.5), false);
    const at = camera.toBox(D.x[node], D.y[node]);
    box.focus();
    KG.hover(node, at.x, at.y);
    KG.say(`${D.nodes.name[node]}, ${D.typeName(node)}, ${KG.count(D.nodes.papers[node], 'paper')}`);
  }

  function escape() {
    if (document.body.classList.contains('with-filters')) filters();
    else if (KG.place().kind !== 'home') KG.open('home');
    else if (KG.filters.topic >= 0) KG.showTopic(KG.filters.topic);
    else camera.whole(true);
  }

  function showKeys() {
    const dialog = byId('keys');
    const rows = KG.keys.map(({ key, meaning }) => make('tr', {}, make('td', {}, make('kbd', {}, key)), make('td', {}, meaning)));
    dialog.replaceChildren(make('h2', { id: 'keys-title' }, 'Keys'), make('table', {}, make('tbody', {}, ...rows)),
      make('button', { onclick: () => dialog.close(), autofocus: true }, 'Close'));
    dialog.showModal();
  }
})(window.KG);
