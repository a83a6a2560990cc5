// vis-network is the camera (pan, zoom, pinch) and draws what is in focus; the map itself is ours.
(function (KG) {
  'use strict';
  const D = KG.data;
  const box = KG.byId('map');

  const focusNodes = new vis.DataSet();
  const focusEdges = new vis.DataSet();
  const network = new vis.Network(box, { nodes: focusNodes, edges: focusEdges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: {
      hover: false, tooltipDelay: 1e9, zoomSpeed: 0.7, keyboard: { enabled: false },
      selectConnectedEdges: false, multiselect: false, dragNodes: true,
    },
    edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.5 } } },
    ...D.visOptions,
  });

  // The map itself takes the focus; its library would add a second stop without a name.
  box.querySelector('.vis-network')?.setAttribute('tabindex', '-1');

  const bounds = { left: 0, right: 1, top: 0, bottom: 1 };
  if (D.n) {
    bounds.left = bounds.top = Infinity;
    bounds.right = bounds.bottom = -Infinity;
    for (let i = 0; i < D.n; i++) {
      bounds.left = Math.min(bounds.left, D.x[i] - D.r[i] - 20);
      bounds.right = Math.max(bounds.right, D.x[i] + D.r[i] + 20);
      bounds.top = Math.min(bounds.top, D.y[i] - D.r[i] - 20);
      bounds.bottom = Math.max(bounds.bottom, D.y[i] + D.r[i] + 20);
    }
  }

  /** @type {Camera} */
  const camera = {
    network, focusNodes, focusEdges, box, bounds, isWhole: true,
    scale: () => network.getScale(),
    centre: () => network.getViewPosition(),
    wholeScale: () => Math.min(2.5, 0.97 * Math.min(
      box.clientWidth / (bounds.right - bounds.left), box.clientHeight / (bounds.bottom - bounds.top))),
    moveTo(x, y, scale, animate) {
      scale = Math.max(0.005, scale); // of a box without a size it would be none
      camera.isWhole = Math.abs(scale / camera.wholeScale() - 1) < 0.01;
      const animation = animate && !KG.reducedMotion && { duration: 350, easingFunction: 'easeInOutQuad' };
      network.moveTo({ position: { x, y }, scale, animation: animation || false });
      if (!animation) network.redraw();
    },
    whole(animate) {
      camera.moveTo((bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2,
        camera.wholeScale(), animate);
    },
    /** Show a rectangle of the map. */
    frame({ left, right, top, bottom }, most, animate) {
      const scale = Math.min(most, 0.94 * box.clientWidth / (right - left), 0.92 * box.clientHeight / (bottom - top));
      camera.moveTo((left + right) / 2, (top + bottom) / 2, scale, animate);
    },
    zoom(factor) {
      const { x, y } = camera.centre();
      camera.moveTo(x, y, limit(camera.scale() * factor), true);
    },
    /** Where a place of the map stands in the box, in CSS pixels. */
    toBox: (x, y) => network.canvasToDOM({ x, y }),
    toMap: (x, y) => network.DOMtoCanvas({ x, y }),
  };
  /** @param {number} scale */
  const limit = (scale) => Math.min(8, Math.max(camera.wholeScale() * 0.5, scale));
  network.on('zoom', () => {
    camera.isWhole = false;
    const scale = camera.scale();
    if (scale !== limit(scale)) network.moveTo({ scale: limit(scale) });
  });
  // The wheel goes as far as it is turned, and fingers on a pad (told as a wheel with ctrl) as far as they are
  // spread; the library would take one step for each event, however small. What is under the pointer stays there.
  const LINE = 18; // pixels, where a browser counts lines
  box.addEventListener('wheel', (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    const turned = Math.max(-300, Math.min(300, event.deltaY * (event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? box.clientHeight : 1)));
    const at = box.getBoundingClientRect();
    const under = camera.toMap(event.clientX - at.left, event.clientY - at.top);
    const { x, y } = camera.centre();
    const before = camera.scale();
    const scale = limit(before * Math.exp(-turned * (event.ctrlKey ? 0.01 : 0.002)));
    const share = before / scale;
    network.moveTo({ position: { x: under.x + (x - under.x) * share, y: under.y + (y - under.y) * share }, scale, animation: false });
  }, { capture: true, passive: false });
  KG.camera = camera;
})(window.KG);
