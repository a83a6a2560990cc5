// Where on the map one is, and the way back: a small picture of the whole, seen while zoomed in.
(function (KG) {
  'use strict';
  const { camera } = KG;
  const { box, network } = camera;
  const mini = KG.byId('minimap');
  const NEAR = 1.4; // times the whole map

  /** @type {{x: number, y: number, scale: number, left: number, top: number} | null} */
  let frame = null;
  function draw() {
    const whole = KG.wholePicture();
    mini.hidden = !whole || KG.focused() || camera.scale() < NEAR * camera.wholeScale();
    if (mini.hidden || !whole) return;
    const g = mini.getContext('2d');
    const scale = Math.min(mini.width / whole.canvas.width, mini.height / whole.canvas.height);
    frame = {
      x: (mini.width - whole.canvas.width * scale) / 2, y: (mini.height - whole.canvas.height * scale) / 2,
      scale: scale * whole.scale, left: whole.left, top: whole.top,
    };
    g.fillStyle = KG.colours.style.ground;
    g.fillRect(0, 0, mini.width, mini.height);
    g.drawImage(whole.canvas, frame.x, frame.y, whole.canvas.width * scale, whole.canvas.height * scale);
    const { x, y } = camera.centre();
    const [w, h] = [box.clientWidth / camera.scale(), box.clientHeight / camera.scale()];
    g.strokeStyle = KG.colours.style.accent;
    g.lineWidth = 3;
    g.strokeRect(frame.x + (x - w / 2 - frame.left) * frame.scale, frame.y + (y - h / 2 - frame.top) * frame.scale,
      w * frame.scale, h * frame.scale);
  }
  /** @param {any} event */
  function go(event) {
    if (!frame) return;
    const at = mini.getBoundingClientRect();
    const ratio = mini.width / at.width;
    const [x, y] = [(event.clientX - at.left) * ratio, (event.clientY - at.top) * ratio];
    camera.moveTo(frame.left + (x - frame.x) / frame.scale, frame.top + (y - frame.y) / frame.scale, camera.scale(), false);
  }
  mini.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => { mini.setPointerCapture(event.pointerId); go(event); });
  mini.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => { if (event.buttons) go(event); });
  network.on('afterDrawing', draw);
  KG.on('rested', draw);
})(window.KG);
