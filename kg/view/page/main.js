// The start, and anew when the size of the map changes.
(function (KG) {
  'use strict';
  const { camera } = KG;
  const { box } = camera;

  let size = '';
  let timer = 0;
  const measure = () => `${box.clientWidth}×${box.clientHeight}`;
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = measure();
      if (now === size || !box.clientWidth) return;
      size = now;
      // Who sees the whole map sees it in another size; who is near stays near.
      if (!KG.focused() && camera.isWhole) camera.whole(false);
      KG.repaintAll();
      KG.tell('resized');
    }, 120);
  }).observe(box);
  size = measure();
  camera.whole(false);
  KG.begin();
  KG.repaintAll();
  // The map is seen first; lists and filters come with the next frame.
  requestAnimationFrame(() => setTimeout(() => {
    KG.tell('started');
    KG.follow();
    if (KG.place().kind === 'home' && KG.filters.topic >= 0) KG.frameTopic();
    KG.drawnAt = performance.now();
  }, 0));
})(window.KG);
