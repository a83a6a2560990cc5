// Light or dark: what was chosen here before, else what the system says. Runs before anything is drawn.
(function () {
  'use strict';
  const root = document.documentElement;
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  try { chosen = localStorage.getItem('kg-theme'); } catch { /* storage may be off */ }
  const show = () => { root.dataset.theme = chosen || (system.matches ? 'dark' : 'light'); };
  show();
  system.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme').addEventListener('click', () => {
      chosen = root.dataset.theme === 'dark' ? 'light' : 'dark';
      try { localStorage.setItem('kg-theme', chosen); } catch { /* storage may be off */ }
      show();
      document.dispatchEvent(new Event('kg-theme'));
    });
  });
}());
