// What the page works out, without a browser: columns, queues, addresses, filters, measures, paths, questions.
import assert from 'node:assert/strict';
import test from 'node:test';

import { column, load } from './load.mjs';

const BASE = ['dom', 'events', 'seam', 'heap', 'compact', 'data', 'address', 'measures', 'filters'];
/** A chain a – b – c – d, a triangle c – d – e, and one alone. */
const GRAPH = {
  nodes: [['Alpha', 0, ['the first']], ['Beta', 0], ['Gamma', 1], ['Delta', 0], ['Epsilon', 3], ['Alone', 4]],
  facts: [[0, 0, 1, 2, 90], [1, 1, 2, 1, 40], [2, 0, 3, 1, 80], [3, 2, 4, 1, 80], [4, 0, 2, 1, 80]],
  papers: [['One', '2020-01-01', [[0, 0], [1, 1]]], ['Two', '2024', [[1, 1], [2, 1], [5, 2]]], ['Three', '', [[3, 0], [4, 1], [0, 2]]]],
};
/** Numbers that are always the same, and look like chance. */
function* numbers(seed) {
  for (let now = seed; ;) { now = (now * 48271) % 2147483647; yield now; }
}
/** Ours, not those of the window's own realm, so that they compare. */
const plain = (value) => JSON.parse(JSON.stringify(value));

test('columns give back every number', () => {
  const { KG } = load(['dom', 'compact']);
  for (const [values, width] of [[[], 1], [[7], 1], [[-5, 0, 86], 1], [[0, 91, 92, 8463], 2], [[-70000, 700000], 3]]) {
    assert.deepEqual([...KG.column(column(values, width))], values);
  }
});

test('spans begin anew for each paper', () => {
  const { KG } = load(['dom', 'compact']);
  const of = (values) => Int32Array.from(values);
  const { at, start, end } = KG.spans({ count: of([2, 0, 1]), gap: of([3, -2, 5]), length: of([4, 6, 1]) });
  assert.deepEqual([[...at], [...start], [...end]], [[0, 2, 2, 3], [3, 5, 5], [7, 11, 6]]);
});

test('the queue gives the cheapest first, of equals the smaller', () => {
  const { KG } = load(['dom', 'heap']);
  const heap = new KG.Heap();
  const chance = numbers(7);
  const added = Array.from({ length: 500 }, () => [chance.next().value % 40, chance.next().value % 1000]);
  for (const [cost, value] of added) heap.add(value, cost);
  const wanted = [...added].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, value]) => value);
  assert.deepEqual(wanted.map(() => heap.take()), wanted);
  assert.equal(heap.take(), undefined);
});

test('facts and papers of a node', () => {
  const { KG } = load(BASE, GRAPH);
  const D = KG.data;
  assert.deepEqual([...D.factsOf(2)], [1, 2, 4]);
  assert.deepEqual([...D.rolesOfNode(1)].map((k) => D.roleEdges.paper[k]), [0, 1]);
  assert.deepEqual([D.findEdge(1, 1, 2), D.findEdge(2, 1, 1), D.nodeOf('entity/beta'), D.nodeOf('__proto__')], [1, -1, 1, undefined]);
  assert.deepEqual([...D.yearOf], [2020, 2024, 0]);
  assert.deepEqual([...D.order].slice(0, 2), [1, 0]); // both two papers; Beta has two facts
});

test('words about numbers and long names', () => {
  const { KG } = load(['dom']);
  assert.equal(KG.count(1, 'paper'), '1 paper');
  assert.equal(KG.count(1234, 'entity', 'entities'), '1,234 entities');
  assert.equal(KG.shorten('👩‍🔬👩‍🔬👩‍🔬', 4), '👩‍🔬…');
  assert.equal(KG.forQuery('a b\ud800&', 9), 'a%20b%26');
});

test('other people\'s texts among ours', () => {
  const { KG } = load(['dom']);
  assert.equal(KG.plain('\u202eright\u2066 to left'), 'right to left');
  assert.equal(KG.plain('x'.repeat(99), 9), 'xxxxxxxx…');
  assert.equal(KG.shorten(`e${'\u0301'.repeat(900)} end`, 30), `e${'\u0301'.repeat(4)} end`);
  assert.equal(KG.whole('a\ud800b 🌊'), 'a\ufffdb 🌊');
  const told = { '=1+1': 1, ' @x': 1, '+1+1': 1, '-2+cmd|x': 1, '＝1': 1, '-2': 0, '+2.5%': 0, '-1.5 points': 0, '+1e5': 0, 'a=b': 0, '': 0 };
  for (const [text, isFormula] of Object.entries(told)) assert.equal(KG.noFormula(text), (isFormula ? "'" : '') + text);
});

test('only addresses of the web are links', () => {
  const window = load(['dom']);
  window.URL = URL;
  const told = {
    'https://a.org/\u202ex': 'https://a.org/%E2%80%AEx', 'HTTP://A.org': 'http://a.org/', ' javascript:1': '', 'data:text/html,1': '',
    '//a.org': '', 'java\nscript:1': '', 'http://[': '', '': '', 'file:///etc': '', 'blob:https://a.org/1': '',
  };
  for (const [text, address] of Object.entries(told)) assert.equal(window.KG.webAddress(text), address, text);
});

test('an address leads back to what it was made of', () => {
  const window = load([...BASE], GRAPH);
  const { KG } = window;
  KG.addPlace({ kind: 'node', word: 'n', read: ([id]) => KG.data.nodeOf(id), write: (i) => [KG.data.nodes.id[i]], title: () => '', show() {} });
  KG.addPlace({ kind: 'pair', word: 'x', read: (parts) => parts, write: (parts) => parts, title: () => '', show() {} });
  for (const parts of [['a', 'b'], ['~', '=&#', '%', ''], ['é/ü', '<b>']]) {
    window.location.hash = KG.addressOf('pair', parts);
    assert.deepEqual(plain(KG.place()), { kind: 'pair', of: parts });
  }
  window.location.hash = KG.addressOf('node', 3);
  assert.deepEqual(plain(KG.place()), { kind: 'node', of: 3 });
  for (const hash of ['', '#', '#n=nothing', '#n=%E0%A4%A', '#n', '#=', '#x']) {
    window.location.hash = hash;
    assert.equal(KG.place().kind, 'home', hash);
  }
});

test('filters stand in the address and come back from it', () => {
  const window = load(BASE, GRAPH);
  window.KG.addPlace({ kind: 'home', word: 'home', read: () => null, write: () => [], title: () => '', show() {} });
  window.KG.setFilters({ hiddenTypes: new Set([1]), leastConfidence: 50, from: 2021 });
  const { hash } = window.location;
  assert.equal(hash, '#types=Method,Task,Metric,Concept&confidence=50&from=2021');
  window.KG.resetFilters();
  assert.equal(window.location.hash, '#');
  window.location.hash = hash;
  window.KG.begin();
  assert.deepEqual([[...window.KG.filters.hiddenTypes], window.KG.filters.leastConfidence, window.KG.filters.from], [[1], 50, 2021]);
});

test('degree and core leave what the books say', () => {
  const { KG } = load(BASE, GRAPH);
  KG.addPlace({ kind: 'home', word: 'home', read: () => null, write: () => [], title: () => '', show() {} });
  const left = (change) => { KG.resetFilters(); KG.setFilters(change); return [...KG.shown.node].flatMap((one, i) => (one ? [i] : [])); };
  assert.deepEqual(left({ leastDegree: 1 }), [0, 1, 2, 3, 4]);
  assert.deepEqual(left({ leastDegree: 2 }), [1, 2, 3, 4]);
  assert.deepEqual(left({ leastCore: 2 }), [2, 3, 4]); // the triangle
  assert.deepEqual(left({ leastCore: 3 }), []);
  assert.deepEqual(left({ hidden: new Set([2]), leastDegree: 1 }), [0, 1, 3, 4]);
  assert.deepEqual(left({ from: 2024 }), [1, 2, 5]);
  assert.deepEqual(left({ from: 2024, undated: true }), [0, 1, 2, 3, 4, 5]);
});

test('the k-core is that of a plain reading of its definition', () => {
  const chance = numbers(11);
  const pick = (most) => chance.next().value % most;
  const nodes = Array.from({ length: 40 }, (_, i) => [`N${i}`, 0]);
  const facts = Array.from({ length: 90 }, () => [pick(40), 0, pick(40), 1, 90]).filter(([a, , b]) => a !== b);
  const { KG } = load(BASE, { nodes, facts, papers: [['All', '', nodes.map((_, i) => [i, 1])]] });
  KG.addPlace({ kind: 'home', word: 'home', read: () => null, write: () => [], title: () => '', show() {} });
  for (const k of [1, 2, 3, 4]) {
    let kept = new Set(nodes.map((_, i) => i));
    for (let before = -1; before !== kept.size;) {
      before = kept.size;
      const now = kept;
      // Neighbours are counted, not facts: two facts of the same two are one.
      const others = (i) => new Set(facts.flatMap(([a, , b]) => (now.has(a) && now.has(b) && (a === i || b === i) ? [a === i ? b : a] : [])));
      kept = new Set([...now].filter((i) => others(i).size >= k));
    }
    KG.setFilters({ leastCore: k });
    assert.deepEqual([...KG.shown.node].flatMap((one, i) => (one ? [i] : [])), [...kept], `${k}-core`);
  }
});

test('betweenness of a star and of a chain', () => {
  const star = load(BASE, { nodes: ['A', 'B', 'C', 'D', 'E'].map((name) => [name, 0]), facts: [1, 2, 3, 4].map((i) => [0, 0, i, 1, 90]) });
  assert.deepEqual([...star.KG.betweenness()], [12, 0, 0, 0, 0]); // 4 · 3 pairs, each both ways
  const chain = load(BASE, { nodes: ['A', 'B', 'C', 'D'].map((name) => [name, 0]), facts: [0, 1, 2].map((i) => [i, 0, i + 1, 1, 90]) });
  assert.deepEqual([...chain.KG.betweenness()], [0, 4, 4, 0]);
});

test('a path goes by facts, and by papers where no facts lead', () => {
  const KG = load([...BASE, 'path'], GRAPH).KG;
  assert.deepEqual(plain(KG.findPath(1, 3)).map(({ from, to, edge }) => [from, to, edge]), [[1, 2, 1], [2, 3, 2]]);
  assert.deepEqual(plain(KG.findPath(2, 5)), [{ from: 2, to: 5, paper: 1 }]);
  assert.deepEqual(plain(KG.readPair(['entity/alpha', 'entity/beta'])), [0, 1]);
  assert.equal(KG.readPair(['entity/alpha', 'entity/alpha']), null);
  assert.equal(KG.readPair(['entity/alpha', 'nothing']), null);
});

test('questions by pattern', () => {
  const KG = load([...BASE, 'ask'], GRAPH).KG;
  const any = { type: -1 };
  assert.deepEqual(plain(KG.askFor({ head: any, relation: -1, tail: any })), [0, 1, 2, 3, 4]);
  assert.deepEqual(plain(KG.askFor({ head: { type: 0 }, relation: 0, tail: { type: 0 } })), [0]);
  assert.deepEqual(plain(KG.askFor({ head: { node: 1 }, relation: -1, tail: any })), [1]);
  // "compared with" holds both ways.
  assert.deepEqual(plain(KG.askFor({ head: { node: 4 }, relation: 2, tail: { node: 3 } })), [3]);
});

test('units of printed values', () => {
  const KG = load([...BASE, 'boards'], GRAPH).KG;
  const told = { '35.3% points': '%', '2.5 percent': '%', '146 hours': 'hours', '1.5-2.7times': 'times', '3x': 'times', 83.8: '', '-0.2': '', '≈ 12 ms': 'ms' };
  assert.deepEqual(Object.keys(told).map(KG.unitOf), Object.values(told));
});

test('doubts about a fact', () => {
  const KG = load([...BASE, 'marks'], { ...GRAPH, facts: [...GRAPH.facts, [2, 1, 1, 3, 70]] }).KG;
  assert.deepEqual(plain(KG.marksOf(1)).map(({ name }) => name), ['counter', 'unsure', 'single']);
  assert.deepEqual(plain(KG.marksOf(0)), []);
  assert.equal(KG.counterOf(5), 1);
});
