// Printing: the heading and what the map shows as a picture above the panel, on white whatever the
// screen shows. What is unfolded stays unfolded.
(function (KG) {
  'use strict';
  const { make } = KG;

  /** @type {{dark: boolean, added: HTMLElement[]} | null} */
  let printing = null;
  /** In other colours, with the panel left as it is. @param {string} theme */
  function dress(theme) {
    KG.keepsPanel = true;
    KG.dress(theme);
    KG.keepsPanel = false;
  }

  /** What is in focus is printed as lines and letters; the whole map, of many thousand dots, as a bitmap. */
  function picture() {
    const drawn = KG.png();
    if (KG.focused()) return drawn;
    const { width, height } = drawn;
    const still = make('canvas', { width, height });
    const pixels = /** @type {CanvasRenderingContext2D} */ (drawn.getContext('2d')).getImageData(0, 0, width, height);
    still.getContext('2d').putImageData(pixels, 0, 0);
    return still;
  }

  addEventListener('beforeprint', () => {
    if (printing) return;
    const dark = KG.isDark();
    if (dark) {
      dress('light');
      document.documentElement.dataset.printed = 'dark';
    }
    const heading = make('p', { id: 'printed-title' }, KG.quote(KG.data.title));
    printing = { dark, added: KG.view === 'map' ? [heading, Object.assign(picture(), { id: 'printed', ariaHidden: 'true' })] : [heading] };
    KG.byId(KG.view === 'map' ? 'panel' : 'view').before(...printing.added);
  });
  addEventListener('afterprint', () => {
    if (!printing) return;
    for (const one of printing.added) one.remove();
    if (printing.dark) {
      delete document.documentElement.dataset.printed;
      dress('dark');
    }
    printing = null;
  });
})(window.KG);
