// Keys: everything that can be done with a pointer on the map, and short cuts.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { box } = camera;
  const byId = KG.byId;

  const flip = () => KG.setTheme(KG.isDark() ? 'light' : 'dark');
  const filters = () => {
    const held = byId('filters').contains(document.activeElement);
    const open = document.body.classList.toggle('with-filters');
    if (held && !open) byId('show-filters').focus();
    byId('show-filters').setAttribute('aria-expanded', String(open));
  };
  const added = KG.keys.splice(0);
  KG.addKey('/', 'search', () => byId('query').focus());
  KG.addKey('n', 'next on the map: entities by number of papers, or what is drawn', () => step(1));
  KG.addKey('p', 'the one before', () => step(-1));
  KG.addKey('Enter', 'on the map: open it', () => {
    if (walked && (walked.kind !== 'node' || !KG.picked(walked.of))) KG.open(walked.kind, walked.of);
  }, 'map');
  KG.addKey('Escape', 'close; back to the whole map', escape);
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
  click('skip', (event) => { event.preventDefault(); byId('panel').focus(); });

  /** @type {Record<string, [number, number]>} */
  const PAN = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  // Who speaks to the computer, or whose hand slips, may want no letters that act by themselves (WCAG 2.1.4).
  let letters = true;
  try {
    letters = localStorage.getItem('kg-keys') !== 'off';
  } catch (blocked) {
    // Storage may be forbidden for files.
  }
  /** @param {boolean} on */
  function setLetters(on) {
    letters = on;
    try {
      localStorage.setItem('kg-keys', on ? 'on' : 'off');
    } catch (blocked) {
      // Not remembered, but done.
    }
  }
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (!(event.target instanceof Element)) return;
    if (event.target.matches('input:not([type=checkbox]):not([type=range]), select, textarea')) return;
    const onMap = event.target === box || box.contains(event.target);
    const known = KG.keys.find((one) => one.key === event.key && (one.where !== 'map' || onMap) && (letters || one.key.length > 1));
    if (onMap && PAN[event.key]) {
      const [dx, dy] = PAN[event.key];
      const { x, y } = camera.centre();
      camera.moveTo(x + (dx * 90) / camera.scale(), y + (dy * 90) / camera.scale(), camera.scale(), false);
    } else if (known) known.run();
    else return;
    event.preventDefault();
  });

  /** @type {Place | null} */
  let walked = null; // where Enter leads
  let stood = -1;
  KG.on('place', () => { walked = null; stood = -1; });
  /** Go from one to the next on the map, or among the boxes that stand over it. @param {number} by */
  function step(by) {
    if (KG.view !== 'map') return;
    const boxes = KG.focused() ? camera.focusNodes.getIds().filter((/** @type {string} */ id) => KG.meaningOf(id)) : null;
    const among = boxes || Array.from(D.order).filter((i) => KG.shown.node[i]).slice(0, 300);
    if (!among.length) return;
    stood = stood < 0 && by < 0 ? among.length - 1 : (stood + by + among.length) % among.length;
    box.focus();
    if (boxes) toBox(boxes[stood]);
    else toNode(among[stood]);
  }

  /** @param {number} node */
  const told = (node) => `${D.nodes.name[node]}, ${D.typeName(node)}, ${KG.count(D.nodes.papers[node], 'paper')}`;
  /** @param {number} node */
  function toNode(node) {
    walked = { kind: 'node', of: node };
    camera.moveTo(D.x[node], D.y[node], Math.max(camera.scale(), camera.wholeScale() * 2.5), false);
    const at = camera.toBox(D.x[node], D.y[node]);
    KG.hover(node, at.x, at.y);
    KG.say(told(node));
  }

  /** Mark a box, bring it into view, and tell by which fact it stands there. @param {string} id */
  function toBox(id) {
    walked = KG.meaningOf(id);
    if (!walked) return;
    const { network, focusEdges } = camera;
    const { x, y } = network.getPositions([id])[id];
    const at = camera.toBox(x, y);
    if (at.x < 60 || at.y < 60 || at.x > box.clientWidth - 60 || at.y > box.clientHeight - 40) camera.moveTo(x, y, camera.scale(), false);
    network.setSelection({ nodes: [id], edges: [] }, { highlightEdges: false });
    const line = focusEdges.get().find((/** @type {any} */ one) => (one.from === id || one.to === id) && /^e/.test(one.id));
    const fact = line && KG.meaningOf(line.id);
    KG.say([fact ? KG.kindOf(fact).title(fact.of) : '', walked.kind === 'node' ? told(walked.of) : `Paper: ${D.papers.title[walked.of]}`]
      .filter(Boolean).join(', '));
  }

  function escape() {
    KG.hover(-1);
    if (document.body.classList.contains('with-filters')) filters();
    else if (KG.place().kind !== 'home') KG.open('home');
    else if (KG.view !== 'map') KG.setView('map');
    else if (KG.filters.topic >= 0) KG.showTopic(KG.filters.topic);
    else camera.whole(true);
  }

  function showKeys() {
    const dialog = byId('keys');
    const rows = [...KG.keys.slice(0, 1), { key: '← ↑ → ↓', meaning: 'on the map: move it' }, ...KG.keys.slice(1)].map(({ key, meaning }) =>
      make('tr', {}, make('th', { scope: 'row' }, ...key.split(' ').map((one) => make('kbd', {}, one))), make('td', {}, meaning)));
    const tick = make('input', { type: 'checkbox', onchange: () => setLetters(tick.checked) });
    tick.checked = letters;
    dialog.replaceChildren(make('h2', { id: 'keys-title' }, 'Keys'), make('label.tick', {}, tick, 'Letters and signs act by themselves'),
      make('table', {}, make('tbody', {}, ...rows)), make('button.done', { onclick: () => dialog.close(), autofocus: true }, 'Close'));
    dialog.showModal();
  }
})(window.KG);
