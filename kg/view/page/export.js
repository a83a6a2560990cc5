// What is chosen, as a file: what stands on the stage, else what the filters leave.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;
  const { camera } = KG;

  /** Give a file to the reader. */
  KG.download = function (name, kind, content) {
    const address = URL.createObjectURL(new Blob([content], { type: kind }));
    const link = make('a', { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    KG.notice(`${name} saved`);
  };

  /** @type {Record<string, string>} */
  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  /** @param {unknown} text */
  // eslint-disable-next-line no-control-regex -- those that XML forbids
  const clean = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
  /** Marks of XML, and white space that a reader of XML would change. @param {unknown} text */
  const xml = (text) => clean(text).replace(/[&<>"]/g, (one) => ENTITIES[one]).replace(/[\t\n\r]/g, (one) => `&#${one.charCodeAt(0)};`);
  /** @param {unknown} value */
  const cell = (value) => `"${KG.noFormula(String(value)).replace(/"/g, '""')}"`;
  /** @param {unknown[][]} rows */
  const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
  const NOT_IRI = /[^\w\-./~:@!$&'()*+,;=#?]/gu; // no id of ours has one; it could end the IRI
  /** @param {number} e */
  const relation = (e) => D.relations[D.edges.relation[e]][0];

  /** @param {number[]} edges */
  async function sentences(edges) {
    const { edges: rows } = await KG.details();
    /** @type {Map<number, {paper: number, text: string}[]>} */
    const said = new Map();
    for (const e of edges) {
      /** @type {{paper: number, text: string}[]} */
      const here = [];
      said.set(e, here);
      for (let k = rows.at[e]; k < rows.at[e + 1]; k++) {
        const paper = rows.paper[k];
        here.push({ paper, text: (await KG.text(paper)).slice(rows.start[k], rows.end[k]).replace(/\s+/g, ' ') });
      }
    }
    return said;
  }

  /** @type {Record<string, (chosen: Chosen) => unknown>} */
  const FORMATS = {
    'PNG picture': () => {
      const canvas = /** @type {HTMLCanvasElement} */ (camera.box.querySelector('canvas'));
      const copy = make('canvas', { width: canvas.width, height: canvas.height });
      const g = copy.getContext('2d');
      g.fillStyle = KG.colours.style.ground;
      g.fillRect(0, 0, copy.width, copy.height);
      g.drawImage(canvas, 0, 0);
      copy.toBlob((/** @type {Blob} */ blob) => KG.download('graph.png', 'image/png', blob));
    },
    'SVG picture': () => KG.download('graph.svg', 'image/svg+xml', KG.svg()),
    'Entities as CSV': ({ nodes }) => KG.download('entities.csv', 'text/csv', csv([['id', 'name', 'type', 'papers', 'facts', 'aliases'],
      ...nodes.map((i) => [D.nodes.id[i], D.nodes.name[i], D.typeName(i), D.nodes.papers[i], D.factsOf(i).length, D.nodes.aliases[i].join('; ')])])),
    'Facts with sentences as CSV': async ({ edges }) => {
      const said = await sentences(edges);
      const rows = edges.flatMap((e) => (said.get(e) || []).map(({ paper, text }) => [D.nodes.name[D.edges.head[e]], relation(e), D.nodes.name[D.edges.tail[e]],
        D.edges.confidence[e] / 100, D.papers.title[paper], D.papers.date[paper], D.papers.url[paper], text]));
      KG.download('facts.csv', 'text/csv', csv([['head', 'relation', 'tail', 'confidence', 'paper', 'date', 'url', 'sentence'], ...rows]));
    },
    'JSON (node-link, for networkx)': ({ nodes, edges }) => KG.download('graph.json', 'application/json', JSON.stringify({
      directed: true, multigraph: true, graph: { title: D.title },
      nodes: nodes.map((i) => ({ id: D.nodes.id[i], name: D.nodes.name[i], type: D.typeName(i), papers: D.nodes.papers[i], aliases: D.nodes.aliases[i] })),
      edges: edges.map((e) => ({ source: D.nodes.id[D.edges.head[e]], target: D.nodes.id[D.edges.tail[e]], key: relation(e), support: D.edges.support[e], confidence: D.edges.confidence[e] / 100 })),
    }, null, 1)),
    GraphML: ({ nodes, edges }) => KG.download('graph.graphml', 'application/xml', graphml(nodes, edges)),
    'SPARQL query': ({ nodes, edges }) => KG.download('graph.rq', 'application/sparql-query', KG.sparql(nodes, edges)),
  };

  /** @param {number[]} nodes @param {number[]} edges */
  function graphml(nodes, edges) {
    /** @param {string} id @param {string} on @param {string} kind */
    const key = (id, on, kind) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${kind}"/>`;
    /** @param {string} id @param {unknown} value */
    const data = (id, value) => `<data key="${id}">${xml(value)}</data>`;
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      key('name', 'node', 'string'), key('type', 'node', 'string'), key('papers', 'node', 'int'),
      key('relation', 'edge', 'string'), key('support', 'edge', 'int'), key('confidence', 'edge', 'double'), '<graph edgedefault="directed">',
      ...nodes.map((i) => `<node id="${xml(D.nodes.id[i])}">${data('name', D.nodes.name[i])}${data('type', D.typeName(i))}${data('papers', D.nodes.papers[i])}</node>`),
      ...edges.map((e) => `<edge source="${xml(D.nodes.id[D.edges.head[e]])}" target="${xml(D.nodes.id[D.edges.tail[e]])}">${data('relation', relation(e))}${data('support', D.edges.support[e])}${data('confidence', D.edges.confidence[e] / 100)}</edge>`),
      '</graph>', '</graphml>', ''].join('\n');
  }

  /** A query that gives the same facts; where none is chosen, the same nodes. */
  KG.sparql = function (nodes, edges) {
    /** @param {number} i */
    const iri = (i) => `<${D.baseIri}${D.nodes.id[i].replace(NOT_IRI, KG.encode)}>`;
    const head = 'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n';
    if (!edges.length) return `${head}SELECT ?node ?name WHERE {\n  VALUES ?node {\n${nodes.map((i) => `    ${iri(i)}\n`).join('')}  }\n  ?node rdfs:label ?name .\n}\n`;
    const rows = edges.map((e) => `    (${iri(D.edges.head[e])} <${D.relations[D.edges.relation[e]][3]}> ${iri(D.edges.tail[e])})\n`).join('');
    return `${head}SELECT ?head ?relation ?tail ?headName ?tailName WHERE {\n  VALUES (?head ?relation ?tail) {\n${rows}  }\n` +
      '  ?head ?relation ?tail ; rdfs:label ?headName .\n  ?tail rdfs:label ?tailName .\n}\n';
  };

  /** What stands on the stage as a drawing of lines, discs or boxes, and names. */
  KG.svg = function () {
    const [w, h] = [camera.box.clientWidth, camera.box.clientHeight];
    /** @type {string[]} */
    const parts = [];
    /** @param {number} x @param {number} y @param {string} words @param {number} size @param {any} [anchor] */
    const text = (x, y, words, size, anchor = 'middle') => parts.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" text-anchor="${anchor}" fill="${KG.colours.style.ink}">${xml(words)}</text>`);
    /** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
    const line = (a, b) => parts.push(`<line x1="${a.x.toFixed(1)}" y1="${a.y.toFixed(1)}" x2="${b.x.toFixed(1)}" y2="${b.y.toFixed(1)}" stroke="rgb(${KG.colours.style.edge})" stroke-opacity="0.4"/>`);
    if (KG.focused()) {
      /** @param {string} id */
      const at = (id) => { const { x, y } = camera.network.getPositions([id])[id]; return camera.toBox(x, y); };
      camera.focusEdges.forEach((/** @type {any} */ edge) => line(at(edge.from), at(edge.to)));
      const scale = camera.scale();
      camera.focusNodes.forEach((/** @type {any} */ node) => {
        const { x, y } = at(node.id);
        /** @type {string[]} */
        const lines = node.label.split('\n');
        if (node.shape === 'box') {
          const wide = (Math.max(...lines.map((one) => KG.widthOf(one, KG.fontOf(node.font.size, false)))) + 20) * scale;
          const high = (lines.length * node.font.size * 1.2 + 12) * scale;
          parts.push(`<rect x="${(x - wide / 2).toFixed(1)}" y="${(y - high / 2).toFixed(1)}" width="${wide.toFixed(1)}" height="${high.toFixed(1)}" rx="6" fill="${node.color.background}" stroke="${node.color.border}"/>`);
        }
        lines.forEach((one, k) => text(x, y + (k - (lines.length - 1) / 2 + 0.35) * node.font.size * 1.2 * scale, one, node.font.size * scale));
      });
    } else {
      /** @param {any} given */
      const inside = ({ x, y }) => x > -50 && y > -50 && x < w + 50 && y < h + 50;
      for (const e of KG.paintedEdges()) {
        const [a, b] = [D.edges.head[e], D.edges.tail[e]].map((i) => camera.toBox(D.x[i], D.y[i]));
        if (inside(a) || inside(b)) line(a, b);
      }
      for (let i = 0; i < D.n; i++) {
        const at = camera.toBox(D.x[i], D.y[i]);
        if (KG.shown.node[i] && inside(at)) parts.push(`<circle cx="${at.x.toFixed(1)}" cy="${at.y.toFixed(1)}" r="${Math.max(0.8, D.r[i] * camera.scale()).toFixed(1)}" fill="${KG.colours.node(i)}"/>`);
      }
      for (const label of KG.labelPlaces()) text(label.x, label.y + 4, label.text, label.size);
    }
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="system-ui, sans-serif">` +
      `<rect width="100%" height="100%" fill="${KG.colours.style.ground}"/>${parts.join('\n')}</svg>\n`;
  };

  function ask() {
    const dialog = KG.byId('choices');
    const chosen = KG.selected();
    dialog.replaceChildren(make('h2', { id: 'choices-title' }, 'Export'),
      make('p.soft', {}, `${KG.focused() ? 'What stands on the stage' : 'What the filters leave'}: ${KG.count(chosen.nodes.length, 'entity', 'entities')}, ${KG.count(chosen.edges.length, 'fact')}`),
      make('ul.formats', {}, ...Object.entries(FORMATS).map(([name, write]) => make('li', {}, make('button', {
        onclick: () => { dialog.close(); write(chosen); },
      }, name)))), make('button.done', { onclick: () => dialog.close() }, 'Close'));
    dialog.showModal();
  }
  KG.addTool({ id: 'open-export', label: 'Export', title: 'Export what is chosen', key: 'x', run: ask });
})(window.KG);
