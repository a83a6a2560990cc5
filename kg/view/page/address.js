// The address behind '#' is the only memory of where one is: the browser's own back and forward
// work, and a copied address leads to the same view. It reads
//
//   #<place>&<parameter>&<parameter>     for example  #n=entity/lora&types=Method,Dataset
//
// A feature adds its places and parameters here; nothing else needs to know of it.
(function (KG) {
  'use strict';

  const kinds = new Map();
  const words = new Map();
  const parameters = new Map();

  /** @param {string} text */
  const decode = (text) => { try { return decodeURIComponent(text); } catch (broken) { return ''; } };
  /** @param {string} text */
  const encode = (text) => encodeURIComponent(KG.whole(text)).replace(/%2F/g, '/').replace(/~/g, '%7E');
  KG.encode = encode;
  /** Nodes as a list in the address, and back; a comma within an id (ours have none) is written as %2C. */
  KG.writeList = (nodes) => [...nodes].map((i) => KG.data.nodes.id[i].replace(/[%,]/g, encodeURIComponent)).join(',');
  KG.readList = (text) => new Set(text.split(',').map((one) => KG.data.nodeOf(decode(one))).filter((i) => i !== undefined));

  /**
   * Add a kind of place that the panel can show.
   * @param {PlaceKind} place - its name, how the address tells it, what it shows: kg.d.ts
   */
  KG.addPlace = function (place) {
    kinds.set(place.kind, place);
    words.set(place.word, place);
  };
  KG.kindOf = (place) => kinds.get(place.kind);

  /**
   * Add something that the address remembers beside the place.
   * @param {string} key - what stands before '='
   * @param {(text: string) => void} read - take it from the address; '' where it is not there
   * @param {() => string} said - '' for what need not be told
   */
  KG.addParameter = (key, read, said) => parameters.set(key, { read, write: said, last: '' });

  // In a page that is shown inside another one (a notebook), history may be closed; then we remember.
  /** @type {string | null} */
  let memory = null;
  /** @type {string[]} */
  const behind = [];
  /** @type {string[]} */
  const ahead = [];
  const hash = () => (memory === null ? location.hash : memory);

  const HOME = { kind: 'home', of: null };
  function parse() {
    const values = new Map();
    let place = HOME;
    let lost = false; // an old link, or one from another graph
    for (const part of hash().slice(1).split('&')) {
      const [word, value] = part.split(/=(.*)/s);
      if (value === undefined) continue;
      const found = words.get(word);
      if (!found) { values.set(word, decode(value)); continue; }
      const of = found.read(value.split('~').map(decode));
      if (of !== null && of !== undefined) place = { kind: found.kind, of };
      else lost = true;
    }
    return { place, values, lost };
  }
  /** Where the address leads: {kind, of}; the whole map where it leads nowhere. */
  KG.place = () => parse().place;

  /** @param {Place} place */
  function write(place) {
    const parts = [];
    const kind = kinds.get(place.kind);
    if (place.kind !== 'home') parts.push(`${kind.word}=${kind.write(place.of).map(encode).join('~')}`);
    for (const [key, { write: said }] of parameters) {
      const text = said();
      if (text) parts.push(`${key}=${encode(text).replace(/%2C/g, ',')}`);
    }
    return `#${parts.join('&')}`;
  }
  /** The address of a place, filters and all. */
  KG.addressOf = (kind, of) => write({ kind, of });

  /** @param {string} address @param {boolean} replace */
  function go(address, replace) {
    if (address === hash() || (address === '#' && !hash())) return;
    try {
      history[replace ? 'replaceState' : 'pushState'](null, '', address);
    } catch (closed) {
      if (!replace) { behind.push(hash()); ahead.length = 0; }
      memory = address;
    }
  }
  /** @param {string[]} from @param {string[]} to @param {() => void} otherwise */
  function step(from, to, otherwise) {
    // Going back in a frame without an address of its own would take what is around it back.
    if (memory === null) { if (location.protocol !== 'about:') otherwise(); return; }
    const address = from.pop();
    if (address === undefined) return;
    to.push(memory);
    memory = address;
    returnTo(true);
  }
  KG.back = () => step(behind, ahead, () => history.back());
  KG.forward = () => step(ahead, behind, () => history.forward());

  /** The link to what is seen; only its end, which begins with '#', where the page has no address of its own. */
  KG.link = () => (memory === null && location.protocol !== 'about:' ? location.href : hash() || '#');

  /** Go to a place: KG.open('node', 7). */
  KG.open = function (kind, of = null) {
    go(KG.addressOf(kind, of), false);
    follow(true);
  };
  /** Put what parameters say now into the address; `replace` while something is dragged. */
  KG.remember = (replace = false) => {
    go(write(KG.place()), replace);
    for (const one of parameters.values()) one.last = one.write();
  };

  /** @type {string | null} */
  let last = null;
  /** Let parameters take what the address says; tells whether anything has changed. @param {Map<string, string>} values */
  function readParameters(values) {
    let changed = false;
    for (const [key, one] of parameters) {
      const text = values.get(key) || '';
      if (text === one.last) continue;
      one.last = text;
      one.read(text);
      changed = true;
    }
    return changed;
  }
  /** @param {boolean} always */
  function follow(always) {
    const { place, values, lost } = parse();
    if (readParameters(values)) KG.tell('parameters');
    const now = JSON.stringify(place);
    if (always || now !== last) {
      last = now;
      KG.tell('place', place);
    }
    if (lost && place === HOME) KG.notice('What the link leads to is not in this graph');
  }
  /** Take the parameters before anything is drawn. */
  KG.begin = () => {
    if (KG.data.at && !location.hash) go(`#${KG.data.at}`, true);
    if (readParameters(parse().values)) KG.tell('parameters');
  };
  /** Show what the address says; main.js calls it when everything is there. */
  KG.follow = () => follow(true);
  // By a step back or forward: what was left there may be shown as it was.
  KG.returning = false;
  /** @param {boolean} always */
  function returnTo(always) {
    KG.returning = true;
    follow(always);
    KG.returning = false;
  }
  /** The address of what is seen. */
  KG.address = hash;
  addEventListener('popstate', () => returnTo(false));
  addEventListener('hashchange', () => follow(false));
})(window.KG);
