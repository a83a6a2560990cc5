// On a phone the panel is a sheet below the map: its edge is dragged up to read, down to see the map;
// a tap, or Enter, goes between the two. Arrow keys move it.
(function (KG) {
  'use strict';
  const app = KG.byId('app');
  const grip = KG.byId('grip');
  const LEAST = 56; // of the sheet and of the map, in CSS pixels
  const STEP = 48;

  const height = () => KG.byId('panel').offsetHeight;
  const most = () => app.clientHeight - KG.byId('stage').offsetTop - grip.offsetHeight - LEAST;
  /** @param {number} wanted */
  function set(wanted) {
    const now = Math.round(Math.max(LEAST, Math.min(most(), wanted)));
    app.style.setProperty('--sheet', `${now}px`);
    tell(now);
  }
  /** @param {number} now */
  function tell(now) {
    grip.setAttribute('aria-valuenow', String(Math.round((100 * now) / Math.max(1, most() + LEAST))));
  }
  /** Back to the height that the style sheet gives. */
  function reset() {
    app.style.removeProperty('--sheet');
    tell(height());
  }
  const turn = () => set(height() < 0.8 * most() ? most() : 0.4 * most());

  let from = 0;
  let moved = false;
  grip.addEventListener('pointerdown', (/** @type {PointerEvent} */ event) => {
    grip.setPointerCapture(event.pointerId);
    from = event.clientY + height();
    moved = false;
  });
  grip.addEventListener('pointermove', (/** @type {PointerEvent} */ event) => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    if (Math.abs(from - event.clientY - height()) > 6) moved = true;
    if (moved) set(from - event.clientY);
  });
  grip.addEventListener('pointerup', () => { if (!moved) turn(); });
  grip.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const by = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0;
    if (by) set(height() + by);
    else if (event.key === 'Enter' || event.key === ' ') turn();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // What is opened is to be read: a sheet that was put away comes back. A window of another size begins anew.
  KG.on('place', () => { if (app.style.getPropertyValue('--sheet') && height() < 2 * LEAST) reset(); });
  let width = innerWidth;
  addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; reset(); } });
  KG.on('started', () => tell(height()));

  // A keyboard on the screen covers the page without telling it: lists end above it.
  const seen = window.visualViewport;
  if (seen) seen.addEventListener('resize', () => document.documentElement.style.setProperty('--seen', `${Math.round(seen.height)}px`));
})(window.KG);
