// How the field grew: a slider over the years of the papers, that can be played.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const EACH = 1100; // milliseconds for each year

  const dated = Array.from(D.yearOf).filter(Boolean);
  if (new Set(dated).size < 2) return;
  const [first, last] = [dated.reduce((a, b) => Math.min(a, b)), dated.reduce((a, b) => Math.max(a, b))];
  const undated = D.nPapers - dated.length;
  const bar = KG.byId('timeline');
  let timer = 0;

  const slider = make('input', { type: 'range', min: first, max: last, step: 1, 'aria-label': 'Papers up to the year' });
  const told = make('span', { 'aria-live': 'polite' });
  const play = make('button', { onclick: () => (timer ? stop() : start()) }, '▶');
  function tell() {
    const to = Number(slider.value);
    const text = KG.filters.to ? `up to ${to}: ${KG.count(dated.filter((year) => year <= to).length, 'paper')}` : `all ${KG.count(D.nPapers, 'paper')}`;
    const without = KG.filters.to && undated && !KG.filters.undated ? `, ${KG.figure(undated)} undated left out` : '';
    told.replaceChildren(text, make('span.soft', {}, without));
    slider.setAttribute('aria-valuetext', text);
    play.textContent = timer ? '❚❚' : '▶';
    play.setAttribute('aria-label', timer ? 'Pause' : 'Play the years');
  }
  /** @param {number} year */
  function go(year) {
    slider.value = String(year);
    const replace = KG.filters.to > 0; // however long it plays, one step back takes it away
    // Papers without a date would be there from the first year on, and hide what is new.
    KG.setFilters({ from: 0, to: year, undated: false }, replace);
  }
  // The years may be chosen elsewhere too: among the filters, by a step back, by taking filters off.
  KG.on('filtered', () => {
    if (bar.hidden) return;
    slider.value = String(KG.filters.to || last);
    tell();
  });
  function stop() {
    clearInterval(timer);
    timer = 0;
    tell();
  }
  function start() {
    const from = Number(slider.value) >= last ? first : Number(slider.value);
    timer = setInterval(() => {
      if (Number(slider.value) >= last) stop();
      else go(Number(slider.value) + 1);
    }, EACH);
    go(from);
  }
  slider.addEventListener('input', () => { if (timer) stop(); go(Number(slider.value)); });
  const close = make('button', { 'aria-label': 'Close the timeline', onclick: toggle }, '×');
  bar.append(play, slider, told, close);

  function toggle() {
    stop();
    if (bar.contains(document.activeElement)) KG.byId('open-timeline').focus();
    bar.hidden = !bar.hidden;
    KG.byId('open-timeline').setAttribute('aria-pressed', String(!bar.hidden));
    // While the years play, the bar tells what each brings; two voices at once would be one too many.
    KG.byId('count').setAttribute('aria-live', bar.hidden ? 'polite' : 'off');
    if (bar.hidden) { KG.setFilters({ to: 0 }); return; }
    slider.value = String(KG.filters.to || last);
    tell();
    if (KG.place().kind !== 'home') KG.open('home');
    play.focus();
  }
  KG.addTool({ id: 'open-timeline', label: 'Years', title: 'Years: how the field grew', key: 'y', run: toggle });
})(window.KG);
