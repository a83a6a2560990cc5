// What is chosen, as a file: what stands on the stage, else what the filters leave.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;

  /** Give a file to the reader. */
  KG.download = function (name, kind, content) {
    const address = URL.createObjectURL(new Blob([content], { type: kind }));
    const link = make('a', { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    KG.notice(`${name} saved`);
  };

  /** @param {unknown} value */
  const cell = (value) => `"${KG.noFormula(String(value)).replace(/"/g, '""')}"`;
  /** @param {unknown[][]} rows */
  const csv = (rows) => csvOf(rows.map(csvLine));
  /** @param {string[]} lines */
  const csvOf = (lines) => `\ufeff${lines.join('\r\n')}\r\n`;
  /** @param {unknown[]} row */
  const csvLine = (row) => row.map(cell).join(',');
  const NOT_IRI = /[^\w\-./~:@!$&'()*+,;=#?]/gu; // no id of ours has one; it could end the IRI
  /** Its name in the vocabulary, as kg's own files have it. @param {number} e */
  const relation = (e) => D.relations[D.edges.relation[e]][4];

  /** @typedef {{paper: number, text: string, sure: number}} Said */
  /** Give every sentence of some facts to a function, in slices. @param {number[]} edges @param {(e: number, one: Said) => void} use */
  async function eachSentence(edges, use) {
    const { edges: rows } = await KG.details();
    const texts = new Map(); // each is put together once
    const slice = KG.slices(40);
    for (const e of edges) {
      await slice();
      for (let k = rows.at[e]; k < rows.at[e + 1]; k++) {
        const paper = rows.paper[k];
        if (!texts.has(paper)) texts.set(paper, await KG.text(paper));
        use(e, { paper, sure: rows.confidence[k] / 100, text: texts.get(paper).slice(rows.start[k], rows.end[k]).replace(/\s+/g, ' ') });
      }
    }
  }
  /** @param {number[]} edges */
  async function sentences(edges) {
    /** @type {Map<number, Said[]>} */
    const said = new Map(edges.map((e) => [e, []]));
    await eachSentence(edges, (e, one) => said.get(e)?.push(one));
    return said;
  }

  /** @type {Record<string, (chosen: Chosen) => unknown>} */
  const FORMATS = {
    'PNG picture': () => KG.png().toBlob((blob) => { if (blob) KG.download('graph.png', 'image/png', blob); }),
    'SVG picture': () => KG.download('graph.svg', 'image/svg+xml', KG.svg()),
    'Entities as CSV': ({ nodes }) => KG.download('entities.csv', 'text/csv', csv([['id', 'name', 'type', 'papers', 'facts', 'aliases'],
      ...nodes.map((i) => [D.nodes.id[i], D.nodes.name[i], D.typeName(i), D.nodes.papers[i], D.factsOf(i).length, D.nodes.aliases[i].join('; ')])])),
    'Facts with sentences as CSV': async ({ edges }) => {
      // Each row becomes text at once: the rows of a large graph would fill the memory.
      const lines = [csvLine(['head', 'relation', 'tail', 'confidence', 'paper', 'date', 'url', 'sentence'])];
      await eachSentence(edges, (e, { paper, text }) => lines.push(csvLine([D.nodes.name[D.edges.head[e]], relation(e), D.nodes.name[D.edges.tail[e]],
        D.edges.confidence[e] / 100, D.papers.title[paper], D.papers.date[paper], D.papers.url[paper], text])));
      KG.download('facts.csv', 'text/csv', csvOf(lines));
    },
    'JSON (node-link, for networkx)': async ({ nodes, edges }) => {
      const said = await sentences(edges);
      /** @param {Said} one */
      const evidence = ({ paper, text, sure }) => ({ paper: D.papers.id[paper], title: D.papers.title[paper], date: D.papers.date[paper] || null, url: D.papers.url[paper] || null, sentence: text, confidence: sure });
      KG.download('graph.json', 'application/json', JSON.stringify({
        directed: true, multigraph: true, graph: { title: D.title },
        nodes: nodes.map((i) => ({ id: D.nodes.id[i], name: D.nodes.name[i], type: D.typeName(i), papers: D.nodes.papers[i], aliases: D.nodes.aliases[i] })),
        edges: edges.map((e) => ({ source: D.nodes.id[D.edges.head[e]], target: D.nodes.id[D.edges.tail[e]], key: relation(e), support: D.edges.support[e], confidence: D.edges.confidence[e] / 100, evidence: (said.get(e) || []).map(evidence) })),
      }, null, 1));
    },
    GraphML: ({ nodes, edges }) => KG.download('graph.graphml', 'application/xml', graphml(nodes, edges)),
    'SPARQL query': ({ nodes, edges }) => KG.download('graph.rq', 'application/sparql-query', KG.sparql(nodes, edges)),
  };

  /** @param {number[]} nodes @param {number[]} edges */
  function graphml(nodes, edges) {
    /** @param {string} id @param {string} on @param {string} kind */
    const key = (id, on, kind) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${kind}"/>`;
    /** @param {string} id @param {unknown} value */
    const data = (id, value) => `<data key="${id}">${KG.xml(value)}</data>`;
    return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      key('name', 'node', 'string'), key('type', 'node', 'string'), key('papers', 'node', 'int'),
      key('relation', 'edge', 'string'), key('support', 'edge', 'int'), key('confidence', 'edge', 'double'), '<graph edgedefault="directed">',
      ...nodes.map((i) => `<node id="${KG.xml(D.nodes.id[i])}">${data('name', D.nodes.name[i])}${data('type', D.typeName(i))}${data('papers', D.nodes.papers[i])}</node>`),
      ...edges.map((e) => `<edge source="${KG.xml(D.nodes.id[D.edges.head[e]])}" target="${KG.xml(D.nodes.id[D.edges.tail[e]])}">${data('relation', relation(e))}${data('support', D.edges.support[e])}${data('confidence', D.edges.confidence[e] / 100)}</edge>`),
      '</graph>', '</graphml>', ''].join('\n');
  }

  /** A query that gives the same set: the facts, and the nodes that none of them joins. */
  KG.sparql = function (nodes, edges) {
    /** @param {number} i */
    const iri = (i) => `<${D.baseIri}${D.nodes.id[i].replace(NOT_IRI, KG.encode)}>`;
    const joined = new Set(edges.flatMap((e) => [D.edges.head[e], D.edges.tail[e]]));
    const alone = nodes.filter((i) => !joined.has(i));
    const facts = `  VALUES (?head ?relation ?tail) {\n${edges.map((e) => `    (${iri(D.edges.head[e])} <${D.relations[D.edges.relation[e]][3]}> ${iri(D.edges.tail[e])})\n`).join('')}  }\n` +
      '  ?head ?relation ?tail ; rdfs:label ?headName .\n  ?tail rdfs:label ?tailName .\n';
    /** @param {string} node @param {string} name */
    const named = (node, name) => `  VALUES ${node} {\n${alone.map((i) => `    ${iri(i)}\n`).join('')}  }\n  ${node} rdfs:label ${name} .\n`;
    const [columns, pattern] = !edges.length ? ['?node ?name', named('?node', '?name')]
      : ['?head ?relation ?tail ?headName ?tailName', alone.length ? `  {\n${facts}  } UNION {\n${named('?head', '?headName')}  }\n` : facts];
    return `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\nSELECT ${columns} WHERE {\n${pattern}}\n`;
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
