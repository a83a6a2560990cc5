// Runs in the head: chooses dark or light before anything is painted, so that nothing flashes.
(function () {
  'use strict';
  let chosen = null;
  try {
    chosen = localStorage.getItem('kg-theme');
  } catch (blocked) {
    // Storage may be forbidden for files; the system's choice is used then.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = chosen || (dark ? 'dark' : 'light');
})();
