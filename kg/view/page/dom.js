// Elements are made here and nowhere else, and never from markup: other people's names and
// sentences come in as text nodes, so whatever stands in them is only ever shown.
(function (KG) {
  'use strict';

  /** The element with this id. */
  KG.byId = (id) => document.getElementById(id);

  /**
   * Make an element.
   * @param {string} tag - its name, with classes: 'button.link.small'
   * @param {object} [attributes] - attributes; a function under 'onclick' and the like listens
   * @param {...(Node|string|number|null)} children - text or elements; null is left out
   */
  KG.make = function (tag, attributes, ...children) {
    const [name, ...classes] = tag.split('.');
    const made = document.createElement(name);
    if (classes.length) made.className = classes.join(' ');
    for (const [key, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function') made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, '');
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    if (name === 'button') made.setAttribute('type', 'button');
    made.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : String(child))));
    return made;
  };

  /** Other people's text, apart from ours: a direction mark in it cannot turn what follows. */
  KG.quote = (text) => KG.make('bdi', {}, text);

  /** An address of the web as the browser understands it; '' for anything else. */
  KG.webAddress = function (text) {
    try {
      const { protocol, href } = new URL(text);
      return protocol === 'https:' || protocol === 'http:' ? href : '';
    } catch (none) {
      return '';
    }
  };

  /** A link to the web; what is no address of the web stays text. */
  KG.webLink = function (text, address) {
    const href = KG.webAddress(address || '');
    if (!href) return KG.quote(text);
    return KG.make(
      'a', { href, target: '_blank', rel: 'noopener noreferrer' }, KG.quote(text), ' ↗');
  };

  /** Shorten to so many characters, never in the middle of a pair of surrogates; a flood of marks on one letter is cut. */
  KG.shorten = function (text, most) {
    const calm = text.replace(/(\p{M}{4})\p{M}+/gu, '$1');
    const characters = calm.length > most ? Array.from(calm) : [];
    return characters.length > most ? characters.slice(0, most - 1).join('').trimEnd() + '…' : calm;
  };

  /** Other people's text within a line of ours that has no elements: no mark in it may turn the rest of the line. */
  KG.plain = (text, most = 80) => KG.shorten(text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''), most);

  /** Half a pair of surrogates, which no address can hold, made the sign for it. */
  KG.whole = (text) => text.replace(/\p{Surrogate}/gu, '\ufffd');

  /** Text for the query of an address; half a pair of surrogates, which no address can hold, is left out. */
  KG.forQuery = (text, most) => encodeURIComponent(KG.shorten(text, most).replace(/\p{Surrogate}/gu, ''));

  /** A cell that begins like a formula would be run by a spreadsheet; a signed number with its unit is none. */
  KG.noFormula = (text) => (/^\s*[=+\-@＝＋－＠]/.test(text) && !/^[+-][\d.,]+(e[+-]?\d+)? ?(%|\p{L}+)?$/u.test(text) ? `'${text}` : text);

  /** "50\%" as it is meant: TeX writes some signs with a stroke before them. Only for the eye. */
  KG.printed = (text) => text.replace(/\\([%&#$_])/g, '$1');

  /** 1,234 */
  const english = new Intl.NumberFormat('en');
  KG.figure = (number) => english.format(number);

  /** "1 paper", "2 papers" */
  KG.count = (number, one, many) => `${KG.figure(number)} ${number === 1 ? one : many || one + 's'}`;

  /** What a control is called, to find it again when it is drawn anew. @param {Element} one */
  const called = (one) => `${one.tagName} ${one.getAttribute('data-key') || one.getAttribute('aria-label') || one.textContent}`;
  /**
   * Draw something anew and keep the focus that was in it: at the control that is called the same,
   * else where `otherwise` says; nobody is thrown back to the beginning of the page.
   * @param {HTMLElement} within
   * @param {() => void} draw
   * @param {HTMLElement} otherwise
   */
  KG.keepFocus = function (within, draw, otherwise) {
    const held = within.contains(document.activeElement) ? document.activeElement : null;
    const name = held ? called(held) : '';
    draw();
    if (!held || within.contains(document.activeElement)) return;
    const again = [...within.querySelectorAll('button:enabled, input:enabled, select:enabled')].find((one) => called(one) === name);
    (again instanceof HTMLElement ? again : otherwise).focus({ preventScroll: true });
  };

  /** Tell a screen reader. */
  KG.say = function (text) {
    KG.byId('said').textContent = KG.plain(text, 300);
  };

  KG.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
})((window.KG = window.KG || {}));
