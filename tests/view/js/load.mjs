// The page's own scripts, run over a small graph without a browser: what draws nothing can be tested so.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const FOLDER = new URL('../../../kg/view/page/', import.meta.url);
const DIGITS = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).filter((one) => !'"\\<'.includes(one));

/** What kg/view/compact.py writes. */
export function column(numbers, width = 2) {
  const least = numbers.length ? Math.min(...numbers) : 0;
  const planes = Array.from({ length: width }, (_, k) => 92 ** (width - 1 - k));
  const text = planes.map((unit) => numbers.map((one) => DIGITS[Math.floor((one - least) / unit) % 92]).join('')).join('');
  return [least, width, text];
}

const RELATIONS = [
  ['extends', '', 0, 'https://example.org/extends'], ['outperforms', '', 0, 'https://example.org/outperforms'],
  ['compared with', '', 1, 'https://example.org/comparedWith'],
];
const TYPES = [['Method', 'methods', ''], ['Dataset', 'data sets', ''], ['Task', 'tasks', ''], ['Metric', 'metrics', ''], ['Concept', 'concepts', '']];

/**
 * The core of a graph: `nodes` are [name, type, aliases], `facts` are [head, relation, tail, papers, confidence],
 * `papers` are [title, date, [[node, role], …]].
 */
export function core({ nodes, facts, papers = [] }) {
  const roles = papers.flatMap(([, , named]) => named);
  const named = nodes.map((_, i) => papers.filter(([, , some]) => some.some(([node]) => node === i)).length);
  const fact = (k) => column(facts.map((one) => one[k]));
  return {
    title: 'Made up', baseIri: 'https://example.org/', at: '', visOptions: {}, perBlock: 500, idPrefix: 'entity/',
    types: TYPES, relations: RELATIONS, roles: [['proposes', ''], ['uses', ''], ['mentions', '']],
    topics: [{ name: ['all'], colour: 0 }],
    nodes: {
      id: nodes.map(([name]) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')), name: nodes.map(([name]) => name),
      aliases: nodes.map(([, , aliases = []]) => aliases), type: column(nodes.map(([, type]) => type)), papers: column(named),
      topic: column(nodes.map(() => 0)), aside: column(nodes.map(() => 0)), x: column(nodes.map((_, i) => i * 10)),
      y: column(nodes.map((_, i) => -i)), r: column(nodes.map(() => 30)),
    },
    edges: { head: fact(0), relation: fact(1), tail: fact(2), support: fact(3), confidence: fact(4) },
    papers: {
      id: papers.map((_, k) => `p${k}`), title: papers.map(([title]) => title), date: papers.map(([, date]) => date),
      inferred: column(papers.map(() => 0)), url: papers.map(() => ''), authors: papers.map(() => ''),
    },
    roleEdges: {
      count: column(papers.map(([, , some]) => some.length)), node: column(roles.map(([node]) => node)),
      role: column(roles.map(([, role]) => role)),
    },
  };
}

/** Run scripts of the page over a graph; gives their KG, and the window that they see. */
export function load(names, graph = { nodes: [], facts: [] }) {
  const texts = { 'kg-core': JSON.stringify(core(graph)) };
  const element = (id) => ({
    id, textContent: texts[id] || '', dataset: {}, style: {}, children: [],
    addEventListener() {}, append() {}, replaceChildren() {}, setAttribute() {}, getContext: () => ({}),
  });
  const window = {
    location: { hash: '' },
    history: {
      pushState(_state, _title, address) { window.location.hash = address; },
      replaceState(_state, _title, address) { window.location.hash = address; },
    },
    matchMedia: () => ({ matches: false }),
    addEventListener() {},
    document: { getElementById: element, createElement: element, readyState: 'complete', body: element('body'), documentElement: element('html') },
    setTimeout, clearTimeout, console,
  };
  window.window = window;
  const context = vm.createContext(window);
  for (const name of names) vm.runInContext(readFileSync(new URL(`${name}.js`, FOLDER), 'utf8'), context, { filename: `${name}.js` });
  return window;
}
