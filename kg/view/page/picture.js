// What stands on the stage as a picture, drawn by what draws the stage itself, without what a pointer
// lights up: all that is in focus, however far it reaches, or the map as far as it is seen.
(function (KG) {
  'use strict';
  const { camera, colours } = KG;
  const { network, box } = camera;
  const MARGIN = 24; // around what is in focus
  const FINE = 2; // pixels of a PNG for one of the page
  const MOST = 8000; // pixels of a side, beyond which programs refuse a picture

  /** The part of the plane that is drawn, in its own units. */
  function frame() {
    if (!KG.focused()) return { left: 0, top: 0, width: box.clientWidth, height: box.clientHeight };
    const boxes = camera.focusNodes.getIds().map((/** @type {string} */ id) => network.getBoundingBox(id));
    /** @param {'left' | 'top' | 'right' | 'bottom'} side @param {1 | -1} sign */
    const outermost = (side, sign) => boxes.reduce((/** @type {number} */ most, /** @type {any} */ one) => Math.max(most, sign * one[side]), -Infinity) * sign;
    const [left, top] = [outermost('left', -1) - MARGIN, outermost('top', -1) - MARGIN];
    const [width, height] = [outermost('right', 1) + MARGIN - left, outermost('bottom', 1) + MARGIN - top];
    return boxes.length ? { left, top, width, height } : { left: 0, top: 0, width: box.clientWidth, height: box.clientHeight };
  }

  /** @param {any} g @param {{left: number, top: number, width: number, height: number}} frame */
  function draw(g, { left, top, width, height }) {
    g.fillStyle = colours.style.ground;
    g.fillRect(0, 0, width, height);
    if (KG.focused()) {
      g.translate(-left, -top);
      network.renderer._drawEdges(g);
      network.renderer._drawNodes(g, true); // those outside of the box too
      network.renderer._drawArrows(g);
    } else {
      KG.drawMap(g);
      KG.drawLabels(g);
    }
  }

  /** The stage as SVG. */
  KG.svg = function () {
    const part = frame();
    const g = new KG.SvgContext();
    draw(g, part);
    const [w, h] = [Math.ceil(part.width), Math.ceil(part.height)];
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="system-ui, sans-serif">\n${g.parts.join('\n')}\n</svg>\n`;
  };

  /** The stage as a bitmap of twice its size. */
  KG.png = function () {
    const part = frame();
    const fine = Math.min(Math.max(FINE, window.devicePixelRatio || 1), MOST / Math.max(part.width, part.height));
    const canvas = KG.make('canvas', { width: Math.round(part.width * fine), height: Math.round(part.height * fine) });
    const g = canvas.getContext('2d');
    g.scale(fine, fine);
    draw(g, part);
    return canvas;
  };
})(window.KG);
