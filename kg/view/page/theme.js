// Colours and shapes. Colour never stands alone: each type has a sign too.
(function (KG) {
  'use strict';

  // Chosen so that any two differ for the colour-blind too, and each is seen on its ground
  // (tests/view/test_colours.py).
  const TOPICS = {
    light: ['#195792', '#c07612', '#3a783d', '#ba4d61', '#795db5', '#0d8596', '#cf5ba2', '#9c803d', '#54700d', '#4b5a76'],
    dark: ['#a1aff7', '#f4a962', '#92e2a4', '#eb8a89', '#a08cd1', '#70d9e3', '#d786bf', '#aa934b', '#bdd781', '#85b7db'],
  };
  // Method, Dataset, Task, Metric, Concept
  const TYPES = {
    light: ['#2f62b0', '#b45309', '#23803f', '#bd1e72', '#667085'],
    dark: ['#88b3f5', '#f2b066', '#7dce89', '#ed83b0', '#b2bed4'],
  };
  const SIGNS = ['●', '■', '▲', '◆', '○'];

  let dark = false; // read once: every dot asks for its colour
  KG.isDark = () => dark;

  /** @type {any} */
  const style = {};
  function readStyle() {
    dark = document.documentElement.dataset.theme === 'dark';
    const read = getComputedStyle(document.documentElement);
    for (const name of ['ground', 'ink', 'soft', 'edge', 'accent', 'grey', 'line']) {
      style[name] = read.getPropertyValue(`--${name}`).trim();
    }
  }
  readStyle();

  /** @param {{light: string[], dark: string[]}} of */
  const palette = (of) => of[KG.isDark() ? 'dark' : 'light'];
  /** By what nodes are coloured (topic, type) and sized (papers, degree, between). */
  KG.looks = { colour: 'topic', size: 'papers' };
  KG.colours = {
    style,
    topic(topic) {
      const colour = KG.data.topics[topic].colour;
      return colour < 0 ? style.grey : palette(TOPICS)[colour];
    },
    type: (type) => palette(TYPES)[type % 5],
    node: (i) => (KG.looks.colour === 'type'
      ? KG.colours.type(KG.data.nodes.type[i]) : KG.colours.topic(KG.data.nodes.topic[i])),
    /** A colour laid thinly over the ground. */
    tint(colour, share) {
      const [a, b] = [rgb(colour), rgb(style.ground)];
      return `rgb(${a.map((v, k) => Math.round(v * share + b[k] * (1 - share))).join(',')})`;
    },
  };
  KG.sign = (type) => SIGNS[type % 5];
  /** The sign of a type in its colour. */
  KG.signOf = function (type) {
    const sign = KG.make('span.sign', { 'aria-hidden': 'true' }, KG.sign(type));
    sign.style.color = KG.colours.type(type);
    return sign;
  };
  /** A dot in the colour of a topic. */
  KG.dotOf = function (topic) {
    const dot = KG.make('span.dot', { 'aria-hidden': 'true' });
    dot.style.background = KG.colours.topic(topic);
    return dot;
  };

  /** @param {string} hex */
  function rgb(hex) {
    return [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));
  }

  KG.setLooks = function (change) {
    Object.assign(KG.looks, change);
    KG.measureNodes();
    KG.tell('restyled');
    KG.remember();
  };
  KG.measureNodes = function () {
    if (KG.looks.size === KG.measuredBy) return;
    KG.measuredBy = KG.looks.size;
    const { r, nodes, order, factsOf } = KG.data;
    if (KG.looks.size === 'papers') r.set(nodes.r);
    else if (KG.looks.size === 'degree') sizeBy(Float32Array.from(order, (_, i) => factsOf(i).length));
    else {
      const found = KG.bridges();
      if (found instanceof Float32Array) { sizeBy(found); return; }
      KG.notice('Counting the ways that lead through each …');
      found.then((through) => {
        if (KG.looks.size !== 'between') return;
        sizeBy(through);
        KG.tell('restyled');
      });
    }
  };
  /** @param {Float32Array} by */
  function sizeBy(by) {
    const { r, nodes } = KG.data;
    // The same ink for every measure: the largest node is as large as the largest by papers.
    const largest = nodes.r.reduce((a, b) => Math.max(a, b), 0);
    const most = by.reduce((a, b) => Math.max(a, b), 0) || 1;
    for (let i = 0; i < r.length; i++) r[i] = 2.2 + (largest - 2.2) * Math.sqrt(by[i] / most);
  }
  /** @type {['colour' | 'size', string, string[]][]} */
  const LOOKS = [['colour', 'topic', ['type']], ['size', 'papers', ['degree', 'between']]];
  for (const [key, none, others] of LOOKS) {
    KG.addParameter(key, (text) => {
      KG.looks[key] = others.includes(text) ? text : none;
      if (key === 'size') KG.measureNodes();
      KG.tell('restyled');
    }, () => (KG.looks[key] === none ? '' : KG.looks[key]));
  }

  /** Show in dark or light, without remembering it. */
  KG.dress = function (theme) {
    document.documentElement.dataset.theme = theme;
    readStyle();
    KG.tell('restyled');
  };
  KG.setTheme = function (theme) {
    try {
      localStorage.setItem('kg-theme', theme);
    } catch (blocked) {
      // Not remembered, but shown.
    }
    KG.dress(theme);
  };
})(window.KG);
