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

  /** A link to the web; anything that does not begin with http(s) stays text. */
  KG.webLink = function (text, address) {
    if (!/^https?:\/\//i.test(address || '')) return KG.quote(text);
    return KG.make(
      'a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, KG.quote(text), ' ↗');
  };

  /** Shorten to so many characters, never in the middle of a pair of surrogates. */
  KG.shorten = function (text, most) {
    const characters = text.length > most ? Array.from(text) : [];
    return characters.length > most ? characters.slice(0, most - 1).join('').trimEnd() + '…' : text;
  };

  /** Text for the query of an address; half a pair of surrogates, which no address can hold, is left out. */
  KG.forQuery = (text, most) => encodeURIComponent(KG.shorten(text, most).replace(/\p{Surrogate}/gu, ''));

  /** 1,234 */
  KG.figure = (number) => number.toLocaleString('en');

  /** "1 paper", "2 papers" */
  KG.count = (number, one, many) => `${KG.figure(number)} ${number === 1 ? one : many || one + 's'}`;

  /** Tell a screen reader. */
  KG.say = function (text) {
    KG.byId('said').textContent = text;
  };

  KG.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
})((window.KG = window.KG || {}));
