// Views do not call each other: they tell what happened, and listen.
//
//   started   the map is seen for the first time
//   place     another node, fact, paper … was opened          {kind, of}
//   filtered  KG.shown has changed
//   restyled  colours or sizes have changed
//   focused   a neighbourhood was drawn                        {all, kept}, or null for the map
//   pinned    KG.pins has changed
//   rested    the map is painted and does not move
//   resized   the map has another size
(function (KG) {
  'use strict';

  /** Let the browser do something else between two slices of long work: `await slice()` now and then. */
  KG.slices = function (length = 14) {
    let begun = performance.now();
    return () => (performance.now() - begun < length ? null
      : new Promise((done) => { setTimeout(() => { begun = performance.now(); done(); }, 0); }));
  };

  /** @type {Record<string, ((what: any) => void)[]>} */
  const listeners = {};
  KG.on = (event, listener) => (listeners[event] = listeners[event] || []).push(listener);
  KG.tell = (event, what) => (listeners[event] || []).forEach((listener) => listener(what));
})(window.KG);
