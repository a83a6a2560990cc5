// RDF terms: how they are shown, where they lead, how they are read and written.
(function () {
  'use strict';
  const KG = (window.KG = {});
  KG.setup = JSON.parse(document.getElementById('setup').textContent);
  const prefixes = Object.entries(KG.setup.prefixes).sort((a, b) => b[1].length - a[1].length);

  /** An IRI in short: a prefixed name, an id of the data, or itself. */
  KG.short = (iri) => {
    if (iri.startsWith(KG.setup.base)) return iri.slice(KG.setup.base.length);
    for (const [prefix, base] of prefixes) {
      if (iri.startsWith(base)) return `${prefix}:${iri.slice(base.length)}`;
    }
    return iri;
  };

  /** Where an IRI leads: to the node's page here, to the web, or nowhere. */
  KG.address = (iri) => {
    if (iri.startsWith(KG.setup.base)) return KG.setup.path + iri.slice(KG.setup.base.length);
    return /^https?:\/\//.test(iri) ? iri : null;
  };

  /** A text as a SPARQL string. */
  KG.quote = (text) => `"${text.replace(/[\\"\n\r]/g, (c) => ({ '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r' }[c]))}"`;

  const ESCAPES = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f', '"': '"', "'": "'", '\\': '\\' };
  const unescape = (text) => text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g,
    (_, short, long, one) => (one ? ESCAPES[one] : String.fromCodePoint(parseInt(short || long, 16))),
  );
  const LINE = /^(<[^>]*>|_:\S+) <([^>]*)> (?:<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@(\S+))?) \.$/;

  /** N-Triples → triples of terms like those of SPARQL's JSON. */
  KG.readTriples = (text) => text.split('\n').filter(Boolean).map((line) => {
    const [, s, p, iri, blank, literal, datatype, language] = LINE.exec(line);
    const node = (name) => (name.startsWith('<')
      ? { type: 'uri', value: unescape(name.slice(1, -1)) } : { type: 'bnode', value: name.slice(2) });
    let o = { type: 'literal', value: literal === undefined ? '' : unescape(literal), datatype, 'xml:lang': language };
    if (iri !== undefined) o = { type: 'uri', value: unescape(iri) };
    if (blank !== undefined) o = node(blank);
    return { subject: node(s), predicate: { type: 'uri', value: unescape(p) }, object: o };
  });
}());
