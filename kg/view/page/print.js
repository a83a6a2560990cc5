// Printing: what the map shows as a picture above the panel, on white whatever the screen shows.
(function (KG) {
  'use strict';
  const { camera } = KG;

  /** @type {{dark: boolean, picture: HTMLCanvasElement} | null} */
  let printing = null;

  addEventListener('beforeprint', () => {
    if (printing || KG.view !== 'map') return;
    const dark = KG.isDark();
    if (dark) KG.dress('light');
    const map = /** @type {HTMLCanvasElement} */ (camera.box.querySelector('canvas'));
    const picture = KG.make('canvas', { id: 'printed', width: map.width, height: map.height, 'aria-hidden': 'true' });
    picture.getContext('2d').drawImage(map, 0, 0);
    KG.byId('panel').before(picture);
    printing = { dark, picture };
  });
  addEventListener('afterprint', () => {
    if (!printing) return;
    printing.picture.remove();
    if (printing.dark) KG.dress('dark');
    printing = null;
  });
})(window.KG);
