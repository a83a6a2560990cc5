// The frame of the page: views, buttons of the header, the row above the map, the link to copy.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, make } = KG;
  const { network } = camera;
  const byId = KG.byId;

  // ---- views: the map and what features add
  const stage = byId('stage');
  const other = byId('view');
  const choice = byId('views');
  function drawView() {
    const view = KG.views.find((one) => one.name === KG.view);
    stage.dataset.view = view ? view.name : 'map';
    other.hidden = !view;
    choice.hidden = KG.views.length === 0;
    KG.keepFocus(choice, () => choice.replaceChildren(...[{ name: 'map', label: 'Map' }, ...KG.views].map(({ name, label }) =>
      make('button', { 'aria-pressed': String(KG.view === name), onclick: () => KG.setView(name) }, label))), choice);
    if (view) view.draw(other);
    else KG.keepFocus(other, () => other.replaceChildren(), camera.box);
  }
  /** Show another view on the stage: 'map', or the name of one that was added. */
  KG.setView = function (name) {
    KG.view = KG.views.some((one) => one.name === name) ? name : 'map';
    KG.remember();
    drawView();
  };
  KG.addParameter('view', (text) => {
    KG.view = KG.views.some((one) => one.name === text) ? text : 'map';
    drawView();
  }, () => (KG.view === 'map' ? '' : KG.view));
  KG.on('started', drawView);
  KG.on('filtered', () => { if (KG.view !== 'map') drawView(); });

  // ---- the header
  for (const { id, label, title, run } of KG.tools) {
    const button = make('button', { id, title, 'aria-label': title, onclick: () => run(button) }, label);
    byId('tools').append(button);
  }

  // ---- the row above the map
  const trail = byId('trail');
  /** @type {Drawing | null} */
  let drawn = null;
  let lost = false; // the view shows nothing of the map
  const drawTrail = () => KG.keepFocus(trail, fillTrail, camera.box);
  function fillTrail() {
    trail.replaceChildren();
    if (KG.focused()) {
      trail.append(make('button', { onclick: () => KG.open('home'), title: 'Esc' }, '← Map'));
      if (drawn && drawn.kept < drawn.all) {
        trail.append(make('button', { onclick: KG.showMore, 'data-key': 'more' }, `${drawn.kept} of ${KG.figure(drawn.all)} · show more`));
      }
    } else if (KG.filters.topic >= 0) {
      trail.append(make('button', { onclick: () => KG.showTopic(KG.filters.topic) }, '← Whole map'),
        make('span.chip', {}, KG.dotOf(KG.filters.topic), KG.quote(D.topicName(KG.filters.topic))));
    }
    if (lost) trail.append(make('button', { onclick: KG.showAll, title: 'Whole map (f)' }, 'Nothing here · whole map'));
    // What is hidden by hand has a button of its own (gather.js).
    if (KG.filtering({ hidden: new Set() })) trail.append(make('button', { onclick: KG.resetFilters, title: 'Reset filters' }, 'Filtered ×'));
    trail.append(...KG.trail.map((part) => part()).filter(Boolean));
  }
  const whole = String(camera.box.getAttribute('aria-label'));
  KG.on('focused', (what) => {
    drawn = what;
    drawTrail();
    const place = KG.place();
    camera.box.setAttribute('aria-label', drawn ? `Drawing of ${drawn.kept} of ${drawn.all}: ${KG.plain(KG.kindOf(place).title(place.of))}` : whole);
  });
  KG.on('rested', () => {
    if (lost === KG.lost()) return;
    lost = !lost;
    drawTrail();
  });
  KG.on('filtered', drawTrail);
  KG.on('pinned', drawTrail);

  // ---- the link to what is seen
  /** Put text into the clipboard. */
  KG.copyText = async function (text, done, about = '') {
    try {
      await navigator.clipboard.writeText(text);
      KG.notice(done);
    } catch (refused) {
      // No clipboard for pages from disk in this browser: show it, chosen, to be copied by hand.
      const field = make('textarea', { readonly: true, 'aria-label': 'Copy this', rows: text.includes('\n') ? 8 : 2, cols: 60 });
      field.value = text;
      KG.notice(about ? make('div', {}, make('p', {}, about), field) : field);
      field.select();
    }
  };
  /** Put the address of what is seen into the clipboard. */
  KG.copyLink = () => {
    const link = KG.link();
    const end = 'A page inside another has no address of its own: this is the end of the link, to be put behind that of the file';
    KG.copyText(link, link[0] === '#' ? 'End of the link copied' : 'Link copied', link[0] === '#' ? end : '');
  };
  let timer = 0;
  const notice = byId('notice');
  /** @type {Element | null} */
  let before = null; // where the focus was
  /** Tell something that passes by; a field stays until one leaves it. */
  KG.notice = function (content) {
    before = document.activeElement;
    notice.replaceChildren(content);
    notice.hidden = false;
    clearTimeout(timer);
    if (typeof content !== 'string') return;
    KG.say(content);
    timer = setTimeout(() => { notice.hidden = true; }, 2500);
  };
  notice.addEventListener('focusout', () => { notice.hidden = true; });
  notice.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (before instanceof HTMLElement && before.isConnected) before.focus(); else camera.box.focus();
  });

  /** Show all that stands on the stage. */
  KG.showAll = () => {
    if (KG.focused()) network.fit({ animation: !KG.reducedMotion });
    else camera.whole(true);
  };
})(window.KG);
