// An answer as a graph: triples as they are, rows as what stands side by side in them.
(function (KG) {
  'use strict';
  const N_NODES = 150;
  const isNode = (term) => term && term.type === 'uri';

  /** Rows → edges between the things of a row, from the first to each other. */
  function edgesOfRows(variables, rows) {
    const edges = [];
    for (const row of rows) {
      const things = variables.filter((name) => isNode(row[name]));
      for (const name of things.slice(1)) edges.push([row[things[0]].value, name, row[name].value]);
      if (things.length === 1) edges.push([row[things[0]].value, null, null]);
    }
    return edges;
  }

  async function labelsOf(iris) {
    const values = iris.filter((iri) => iri.startsWith(KG.setup.base)).map((iri) => `<${iri}>`).join(' ');
    if (!values) return {};
    const query = `SELECT ?x ?l { VALUES ?x { ${values} } ?x rdfs:label|dcterms:title ?l }`;
    try {
      const got = await fetch(KG.setup.endpoint, {
        method: 'POST', body: query, headers: { 'content-type': 'application/sparql-query', accept: 'application/sparql-results+json' },
      });
      const rows = got.ok ? (await got.json()).results.bindings : [];
      return Object.fromEntries(rows.map((row) => [row.x.value, row.l.value]));
    } catch { return {}; }
  }

  /** Draw; returns a notice, or an empty text. */
  KG.showNetwork = async (place, answer) => {
    const all = answer.triples
      ? answer.triples.filter((one) => isNode(one.object) && !/#type$/.test(one.predicate.value))
        .map((one) => [one.subject.value, KG.short(one.predicate.value).replace(/^\w+:/, ''), one.object.value])
      : edgesOfRows(answer.variables, answer.rows);
    const ids = new Map();
    const edges = [];
    for (const [from, name, to] of all) {
      const fresh = [from, to].filter((iri) => iri && !ids.has(iri));
      if (ids.size + new Set(fresh).size > N_NODES) continue;
      fresh.forEach((iri) => ids.set(iri, ids.size));
      if (to) edges.push({ from, to, label: name });
    }
    if (!ids.size) {
      place.replaceChildren(Object.assign(document.createElement('p'), { className: 'soft', textContent: 'This answer names no nodes to draw.' }));
      return '';
    }
    const labels = await labelsOf([...ids.keys()]);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const cut = (text) => (text.length > 42 ? `${text.slice(0, 40)}…` : text);
    const nodes = [...ids.keys()].map((iri) => ({ id: iri, label: cut(labels[iri] || KG.short(iri)) }));
    place.replaceChildren();
    const drawn = new vis.Network(place, { nodes, edges: edges.map((edge, id) => ({ ...edge, id, label: edges.length > 60 ? undefined : edge.label })) }, {
      nodes: { shape: 'dot', size: 9, color: colour('accent'), font: { color: colour('ink'), size: 13, strokeWidth: 3, strokeColor: colour('panel') } },
      edges: {
        arrows: { to: { scaleFactor: 0.45 } }, smooth: false, color: colour('soft'),
        font: { color: colour('soft'), size: 10, strokeWidth: 3, strokeColor: colour('panel') },
      },
      layout: { randomSeed: 1, improvedLayout: false },
      physics: { solver: 'forceAtlas2Based', stabilization: { iterations: 150 }, forceAtlas2Based: { springLength: 90, avoidOverlap: 0.4 } },
      interaction: { hover: false, zoomSpeed: 0.7 },
    });
    drawn.once('stabilizationIterationsDone', () => drawn.setOptions({ physics: false }));
    drawn.on('doubleClick', ({ nodes: [iri] }) => { if (iri && KG.address(iri)) window.location.assign(KG.address(iri)); });
    const n = all.length - edges.length;
    return n > 0 && ids.size >= N_NODES ? `${N_NODES} nodes are drawn; the table has all` : '';
  };
}(window.KG));
