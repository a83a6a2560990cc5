// Pointer, keys, buttons; and the start.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { network, box } = camera;
  const byId = KG.byId;

  // ---- pointer
  network.on('click', ({ nodes, edges, pointer }) => {
    if (KG.focused()) {
      const id = nodes.length ? nodes[0] : edges.length ? edges[0] : null;
      const meant = id === null ? null : KG.meaningOf(id);
      if (meant) KG.open(meant.kind, meant.number);
      return;
    }
    const node = KG.nodeAt(pointer.canvas.x, pointer.canvas.y, 7 / camera.scale());
    if (node >= 0) KG.open('node', node);
  });

  const tip = byId('tip');
  function hover(node, x, y) {
    if (node !== KG.hovered) {
      KG.hovered = node;
      network.redraw();
    }
    tip.hidden = node < 0;
    if (node < 0) return;
    tip.replaceChildren(make('b', {}, KG.quote(KG.shorten(D.nodes.name[node], 120))),
      make('span.soft', {}, `${D.typeName(node)} · ${KG.count(D.nodes.papers[node], 'paper')} · ${KG.count(D.factsOf(node).length, 'fact')}`));
    tip.style.left = `${Math.max(4, Math.min(x + 14, box.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 20 + tip.offsetHeight > box.clientHeight ? y - tip.offsetHeight - 10 : y + 16}px`;
  }
  box.addEventListener('mousemove', (event) => {
    const edge = box.getBoundingClientRect();
    const [x, y] = [event.clientX - edge.left, event.clientY - edge.top];
    if (KG.focused()) {
      const meant = KG.meaningOf(network.getNodeAt({ x, y }) ?? network.getEdgeAt({ x, y }));
      box.style.cursor = meant ? 'pointer' : '';
      return;
    }
    const at = camera.toMap(x, y);
    const node = event.buttons ? -1 : KG.nodeAt(at.x, at.y, 5 / camera.scale());
    box.style.cursor = node >= 0 ? 'pointer' : '';
    hover(node, x, y);
  });
  box.addEventListener('mouseleave', () => hover(-1));

  // ---- the row of buttons above the map
  const trail = byId('trail');
  function drawTrail(counted) {
    trail.replaceChildren();
    if (KG.focused()) {
      trail.append(make('button', { onclick: () => KG.open('home'), title: 'Esc' }, '← Whole map'));
      if (counted && counted.kept < counted.all) {
        trail.append(make('button', { onclick: KG.showMore }, `${counted.kept} of ${KG.figure(counted.all)} · show more`));
      }
    } else if (KG.filters.topic >= 0) {
      trail.append(make('button', { onclick: () => KG.showTopic(KG.filters.topic) }, '← Whole map'),
        make('span.chip', {}, KG.dotOf(KG.filters.topic), KG.quote(D.topicName(KG.filters.topic))));
    }
  }
  KG.on('focused', drawTrail);
  KG.on('filtered', () => { if (!KG.focused()) drawTrail(); });
  KG.on('place', () => { if (!KG.focused()) drawTrail(); tip.hidden = true; });

  // ---- buttons
  const click = (id, action) => byId(id).addEventListener('click', action);
  const whole = () => {
    if (KG.focused()) network.fit({ animation: !KG.reducedMotion });
    else camera.whole(true);
  };
  click('zoom-in', () => camera.zoom(1.5));
  click('zoom-out', () => camera.zoom(1 / 1.5));
  click('zoom-all', whole);
  click('back', () => history.back());
  click('forward', () => history.forward());
  click('theme', () => KG.setTheme(KG.isDark() ? 'light' : 'dark'));
  click('help', showKeys);
  click('skip', (event) => { event.preventDefault(); byId('query').focus(); });
  click('show-filters', () => {
    const open = document.body.classList.toggle('with-filters');
    byId('show-filters').setAttribute('aria-expanded', String(open));
  });

  // ---- keys
  const KEYS = [
    ['/', 'search', () => byId('query').focus()],
    ['n', 'next entity, by number of papers', () => step(1)],
    ['p', 'previous entity', () => step(-1)],
    ['Enter', 'open it', () => { if (KG.hovered >= 0) KG.open('node', KG.hovered); }],
    ['Escape', 'back to the whole map', escape],
    ['f', 'show everything', whole],
    ['+', 'zoom in', () => camera.zoom(1.5)],
    ['-', 'zoom out', () => camera.zoom(1 / 1.5)],
    ['[', 'back', () => history.back()],
    [']', 'forward', () => history.forward()],
    ['d', 'dark or light', () => KG.setTheme(KG.isDark() ? 'light' : 'dark')],
    ['?', 'these keys', showKeys],
  ];
  const ALONE = new Map(KEYS.map(([key, , action]) => [key, action]));
  const PAN = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('keys').open) return;
    const writing = event.target.matches('input:not([type=checkbox]), select, textarea');
    if (writing) return;
    const onMap = event.target === box || box.contains(event.target);
    if (onMap && PAN[event.key]) {
      const [dx, dy] = PAN[event.key];
      const { x, y } = camera.centre();
      camera.moveTo(x + (dx * 90) / camera.scale(), y + (dy * 90) / camera.scale(), camera.scale(), false);
    } else if (ALONE.has(event.key) && (event.key !== 'Enter' || onMap)) {
      ALONE.get(event.key)();
    } else return;
    event.preventDefault();
  });

  let walked = -1;
  function step(by) {
    const among = KG.focused() ? null : Array.from(D.order).filter((i) => KG.shown.node[i]).slice(0, 300);
    if (!among || !among.length) return;
    walked = (walked + by + among.length) % among.length;
    const node = among[walked];
    camera.moveTo(D.x[node], D.y[node], Math.max(camera.scale(), camera.wholeScale() * 2.5), false);
    const at = camera.toBox(D.x[node], D.y[node]);
    box.focus();
    hover(node, at.x, at.y);
    KG.say(`${D.nodes.name[node]}, ${D.typeName(node)}, ${KG.count(D.nodes.papers[node], 'paper')}`);
  }

  function escape() {
    if (document.body.classList.contains('with-filters')) byId('show-filters').click();
    else if (KG.place().kind !== 'home') KG.open('home');
    else if (KG.filters.topic >= 0) KG.showTopic(KG.filters.topic);
  }

  function showKeys() {
    const dialog = byId('keys');
    const rows = KEYS.map(([key, meaning]) => make('tr', {}, make('td', {}, make('kbd', {}, key)), make('td', {}, meaning)));
    dialog.replaceChildren(make('h2', { id: 'keys-title' }, 'Keys'), make('table', {}, make('tbody', {}, ...rows)),
      make('button', { onclick: () => dialog.close(), autofocus: true }, 'Close'));
    dialog.showModal();
  }

  // ---- start, and anew when the size of the map changes
  let size = '';
  let timer = 0;
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = `${box.clientWidth}×${box.clientHeight}`;
      if (now === size) return;
      size = now;
      if (!KG.focused()) camera.whole(false);
      KG.repaintAll();
      KG.tell('resized');
    }, 120);
  }).observe(box);
  size = `${box.clientWidth}×${box.clientHeight}`;
  camera.whole(false);
  KG.repaintAll();
  KG.tell('place', KG.place());
  KG.drawnAt = performance.now();
})(window.KG);
