// What the scripts of the page share: `window.KG`, filled in the order of _SCRIPTS (kg/view/page.py).
// Read by tsc only; nothing of it is in the page.

type Child = Node | string | number | null;
/** Attributes; a function under 'onclick' and the like listens. */
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>;

/** A node or a paper that stands on the stage. */
type Row = ({ node: number; paper?: undefined } | { paper: number; node?: undefined }) & {
  /** Number of the fact that joins it to the middle. */
  edge?: number | undefined;
  /** Of two rows, that of more weight is kept. */
  weight?: number;
  id?: string;
};
type PlacedRow = Row & { x: number; y: number };
interface Group {
  caption: string;
  /** Whether the lines lead to the rows. */
  out: boolean;
  both?: boolean;
  rows: Row[];
  /** How many rows there were before the weakest were left out. */
  all?: number;
  /** How many are drawn. */
  kept?: number;
}
interface Frame { left: number; right: number; top: number; bottom: number }
interface Drawing {
  nodes: any[];
  edges: any[];
  frame: Frame;
  all: number;
  kept: number;
}

interface Place { kind: string; of: any }
interface PlaceKind {
  kind: string;
  /** What stands before '=' in the address. */
  word: string;
  /** Of what it is, from the parts between '~'; null or undefined for nothing. */
  read(parts: string[]): any;
  write(of: any): string[];
  title(of: any): string;
  show(of: any, panel: HTMLElement): void;
  /** Whether one changes it step by step: the next of the same kind keeps the focus and how far one has read. */
  changes?: boolean;
  /** What stands on the stage (focus.js); without it, the map. */
  focus?(of: any, most: number): Drawing;
  /** What is exported, if it is not what stands on the stage. */
  chosen?(of: any): Chosen;
  /** What stays drawn when another place with the same value is opened; then the fact to mark. */
  same?(of: any, before: string | null): [string, number?];
}

interface View { name: string; label: string; key?: string; draw(into: HTMLElement): void }
interface Tool { id: string; label: string; title: string; key?: string; run(button: HTMLElement): void }
interface Action {
  label: string | ((node: number) => string);
  title: string;
  key?: string;
  run(node: number): void;
}
interface Key { key: string; meaning: string; run(): void; where?: string }

type Numbers = Int32Array;
interface Topic { name: string[]; colour: number }
interface GraphData {
  title: string;
  baseIri: string;
  /** Where the page opens, as behind '#'; '' for the whole map. */
  at: string;
  visOptions: object;
  /** [name, plural, meaning] */
  types: [string, string, string][];
  /** [name, meaning, whether it holds both ways, IRI] */
  relations: [label: string, meaning: string, symmetric: number, iri: string, name: string][];
  /** [name, meaning] */
  roles: [string, string][];
  topics: Topic[];
  n: number;
  m: number;
  nPapers: number;
  nodes: {
    id: string[]; name: string[]; aliases: string[][];
    type: Numbers; papers: Numbers; topic: Numbers; aside: Numbers; x: Numbers; y: Numbers; r: Float32Array;
  };
  edges: { head: Numbers; tail: Numbers; relation: Numbers; support: Numbers; confidence: Numbers };
  roleEdges: { count: Numbers; node: Numbers; role: Numbers; paper: Uint32Array };
  papers: { id: string[]; title: string[]; date: string[]; url: string[]; authors: string[]; inferred: Numbers };
  x: Float32Array;
  y: Float32Array;
  r: Float32Array;
  /** Nodes, most papers first. */
  order: Uint32Array;
  rank: Uint32Array;
  factsOf(node: number): Uint32Array;
  rolesOfNode(node: number): Uint32Array;
  rolesOfPaper(paper: number): Uint32Array;
  /** Year of each paper; 0 without one. */
  yearOf: Uint16Array;
  topicSize: number[];
  nodeOf(id: string): number | undefined;
  paperOf(id: string): number | undefined;
  other(edge: number, node: number): number;
  typeName(node: number): string;
  topicName(topic: number): string;
  /** Edge from head to tail by a relation, or -1. */
  findEdge(head: number, relation: number, tail: number): number;
}

interface EvidenceRows {
  count: Numbers; paper: ArrayLike<number>; sentence: Numbers; source: Numbers; confidence: Numbers;
  at: Uint32Array; start: ArrayLike<number>; end: ArrayLike<number>;
}
interface Spans { at: Uint32Array; start: Int32Array; end: Int32Array }
/** [paper, start, end, source, confidence] */
type ResultPlace = [number, number, number, number, number];
interface Results {
  place: ResultPlace[];
  /** [as printed, start, length] */
  value: [string, number, number][];
  number: (number | null)[];
  kind: string[];
  /** Method, data set, metric, baseline; -1 for none. */
  ends: [number, number, number, number][];
  baseline: string[];
}
interface Details {
  edges: EvidenceRows;
  roles: EvidenceRows;
  mentions: Spans & { node: Numbers };
  results: Results;
  sources: string[];
  /** By node: [label, address, whether it is the same thing]. */
  matches: Record<string, [string, string, number][]>;
}

interface Filters {
  hiddenTypes: Set<number>; hiddenRelations: Set<number>; hiddenRoles: Set<number>;
  leastPapers: number; leastSources: number; leastConfidence: number; leastDegree: number; leastCore: number;
  from: number; to: number; undated: boolean; topic: number; hidden: Set<number>;
}

interface Camera {
  network: any;
  focusNodes: any;
  focusEdges: any;
  box: HTMLElement;
  bounds: Frame;
  /** Whether the whole map was brought into view, and nothing nearer since. */
  isWhole: boolean;
  scale(): number;
  centre(): { x: number; y: number };
  wholeScale(): number;
  moveTo(x: number, y: number, scale: number, animate: boolean): void;
  whole(animate: boolean): void;
  frame(frame: Frame, most: number, animate: boolean): void;
  zoom(factor: number): void;
  toBox(x: number, y: number): { x: number; y: number };
  toMap(x: number, y: number): { x: number; y: number };
}
interface Tile {
  canvas: HTMLCanvasElement;
  scale: number;
  left: number;
  top: number;
  steps(made: Tile): Generator<undefined, void>;
}
interface Style { ground: string; ink: string; soft: string; edge: string; accent: string; grey: string; line: string }
interface Hit { kind: 'node' | 'paper' | 'sentence'; of: number }
interface NamedHit extends Hit { kind: 'node' | 'paper'; best: number; place: number; alias: string | null }
/** What the search offers: something found, or a way to all of it. */
type Offer = NamedHit | SentenceHit | { kind: 'all'; of: number };
interface SentenceHit extends Hit { kind: 'sentence'; before: string; words: string; after: string; cut: boolean }
type Step = { from: number; to: number } & ({ edge: number; paper?: undefined } | { paper: number; edge?: undefined });
/** A name on the map. */
interface Label {
  text: string;
  font: string;
  x: number;
  y: number;
  node?: number;
  topic?: number;
  whole?: string;
  dx?: number;
  dy: number;
  soft?: boolean;
}
/** Whether a rectangle of the box is free; takes it, if so. */
type Free = (left: number, top: number, width: number, height: number) => boolean;
/** A column of a table: what it sorts and copies by; where that is not what is seen, what is seen. */
interface Column {
  name: string;
  number?: boolean;
  /** Not searched: what it says is not of the row alone. */
  apart?: boolean;
  value(row: number): string | number;
  told?(row: number): string;
  cell?(row: number): Child;
}
interface Table { label: string; rows(): Promise<number[]>; columns: Column[] }
interface Mark { name: string; sign: string; text: string }
type End = { node: number; type?: undefined } | { type: number; node?: undefined };
interface Question { head: End; relation: number; tail: End }
interface Chosen { nodes: number[]; edges: number[] }
interface Heap { add(value: number, cost: number): void; take(): number | undefined }

interface Shared {
  // dom.js
  byId(id: string): any;
  make(tag: string, attributes?: Attributes, ...children: Child[]): any;
  quote(text: Child): HTMLElement;
  printed(text: string): string;
  webLink(text: string, address: string | null): HTMLElement;
  shorten(text: string, most: number): string;
  plain(text: string, most?: number): string;
  whole(text: string): string;
  webAddress(text: string): string;
  noFormula(text: string): string;
  forQuery(text: string, most: number): string;
  figure(number: number): string;
  count(number: number, one: string, many?: string): string;
  keepFocus(within: HTMLElement, draw: () => void, otherwise: HTMLElement): void;
  say(text: string): void;
  reducedMotion: boolean;
  // events.js
  on(event: string, listener: (what: any) => void): void;
  tell(event: string, what?: unknown): void;
  slices(length?: number): () => Promise<void> | null;
  // seam.js
  views: View[];
  tools: Tool[];
  actions: Action[];
  keys: Key[];
  trail: (() => HTMLElement | null)[];
  view: string;
  addView(view: View): void;
  addTool(tool: Tool): void;
  addAction(action: Action): void;
  addKey(key: string, meaning: string, run: () => void, where?: string): void;
  addTrail(part: () => HTMLElement | null): void;
  // heap.js, compact.js, data.js
  Heap: new () => Heap;
  column(column: [number, number, string]): Numbers;
  offsets(counts: Numbers): Uint32Array;
  spans(columns: { count: Numbers; gap: Numbers; length: Numbers }): Spans;
  data: GraphData;
  hasTopics: boolean;
  details(): Promise<Details>;
  openedDetails?: Details;
  text(paper: number): Promise<string>;
  abstracts(paper: number): Promise<string[]>;
  perBlock: number;
  // address.js
  encode(text: string): string;
  writeList(nodes: Iterable<number>): string;
  readList(text: string): Set<number>;
  addPlace(place: PlaceKind): void;
  kindOf(place: Place): PlaceKind;
  addParameter(key: string, read: (text: string) => void, write: () => string): void;
  place(): Place;
  addressOf(kind: string, of: any): string;
  open(kind: string, of?: any): void;
  remember(replace?: boolean): void;
  begin(): void;
  back(): void;
  /** Whether a place is shown because of a step back or forward. */
  returning: boolean;
  address(): string;
  forward(): void;
  link(): string;
  follow(): void;
  // measures.js, filters.js, theme.js
  betweenness(): Float32Array;
  bridges(): Float32Array | Promise<Float32Array>;
  filters: Filters;
  /** What the filters leave: marks of nodes and facts, how many; papers that name each node, and any of them. */
  shown: { node: Uint8Array; edge: Uint8Array; nodes: number; edges: number; papers: ArrayLike<number>; nPapers: number };
  inYears(paper: number): boolean;
  inRange(year: number): boolean;
  applyFilters(): void;
  setFilters(change: Partial<Filters>, replace?: boolean): void;
  resetFilters(): void;
  filtering(but?: Partial<Filters>): boolean;
  topicKey(topic: number): string;
  isDark(): boolean;
  looks: { colour: string; size: string };
  colours: {
    style: Style;
    topic(topic: number): string;
    type(type: number): string;
    node(node: number): string;
    tint(colour: string, share: number): string;
  };
  sign(type: number): string;
  signOf(type: number): HTMLElement;
  dotOf(topic: number): HTMLElement;
  setLooks(change: { colour?: string; size?: string }): void;
  measureNodes(): void;
  measuredBy?: string;
  setTheme(theme: string): void;
  /** Set while colours change that the panel is not drawn anew for. */
  keepsPanel?: boolean;
  dress(theme: string): void;
  // camera.js, map.js, labels.js, pick.js
  camera: Camera;
  paintedEdges(): number[];
  drawMap(g: any): void;
  drawLabels(g: any): void;
  repaintAll(): void;
  wholePicture(): Tile | null;
  drawnAt: number;
  fontOf(size: number, bold: boolean): string;
  widthOf(text: string, font: string): number;
  /** Whether nothing of what is left is seen where the map is now. */
  lost(): boolean;
  labelAt(x: number, y: number): Label | undefined;
  labelsNow(): { text: string; node?: number; topic?: number }[];
  labelPlaces(): { text: string; x: number; y: number; size: number }[];
  hovered: number;
  hoveredEdge: number;
  nodeAt(x: number, y: number, slack: number): number;
  edgeAt(x: number, y: number, slack: number): number;
  // columns.js, net.js, focus.js
  boxFor(row: Row, id: string, x: number, y: number, extra?: object): any;
  halfWidth(row: Row): number;
  columns(middle: { x: number; y: number; row: Row }, groups: Group[], most: number): Drawing;
  lineOf(edge: number, label: boolean, extra?: object): any;
  factsAmong(nodes: number[]): number[];
  net(nodes: number[], strong?: (number | undefined)[], facts?: number[]): Drawing;
  drawing(rows: PlacedRow[], edges: any[], strong?: (number | undefined)[]): Drawing;
  focused(): boolean;
  showMore(): void;
  meaningOf(id: unknown): Place | null;
  selected(): Chosen;
  // charts.js, marks.js, evidence.js, results.js, panel.js
  bars(counts: Map<number, number>, first: number, last: number, strong?: (year: number) => boolean, note?: string): HTMLElement;
  yearChart(node: number): HTMLElement | null;
  counterOf(edge: number): number;
  sourcesOf(edge: number): string;
  isUnsure(e: number): boolean;
  marksOf(edge: number): Mark[];
  markNodes(edge: number): HTMLElement | null;
  sentence(details: Details, paper: number, text: string, start: number, end: number, wanted: number[] | null): HTMLElement;
  sitesOf(paper: number): [string, string][];
  dateOf(paper: number): string;
  dateNode(paper: number): HTMLElement | null;
  fillEvidence(into: HTMLElement, kind: 'edges' | 'roles', index: number, wanted: number[], withPaper?: boolean): Promise<void>;
  fill(into: HTMLElement, make: () => Promise<Child[]>): Promise<void>;
  disclosure(label: string, fillIn: (into: HTMLElement) => void, open?: boolean): { button: HTMLElement; body: HTMLElement };
  fillResults(into: HTMLElement, of: { node?: number; paper?: number }): Promise<void>;
  panelHead(kind: string, sign: HTMLElement, name: Child | Child[], ...below: Child[]): HTMLElement;
  section<T>(title: Child, rows: ArrayLike<T>, draw: (row: T, k: number) => Child[], open?: boolean): HTMLElement;
  joined(parts: Child[], between: string): Child[];
  paperLink(paper: number): HTMLElement;
  nodeLink(node: number): HTMLElement;
  // home.js, node.js, fact.js, gather.js, path.js, ask.js, boards.js
  showTopic(topic: number): void;
  frameTopic(): void;
  spellings(node: number): string[];
  lookUps(name: string): HTMLElement;
  aroundNode(node: number, most: number, edge?: number): Drawing;
  factNodes(edge: number): Child[];
  middleOfFact: number;
  pins: Set<number>;
  findPath(from: number, to: number): Step[] | null;
  readPair(parts: string[]): [number, number] | null;
  writePair(pair: [number, number]): string[];
  askFor(question: Question): number[];
  askRelation(relation: number): void;
  unitOf(value: string): string;
  // svg.js, picture.js, export.js, search.js, frame.js, pointer.js
  download(name: string, kind: string, content: BlobPart): void;
  sparql(nodes: number[], edges: number[]): string;
  svg(): string;
  png(): HTMLCanvasElement;
  xml(text: unknown): string;
  SvgContext: new () => any;
  search(words: string, most?: number): NamedHit[];
  searchSentences(words: string, going?: () => boolean, most?: number, around?: number): Promise<SentenceHit[]>;
  /** Take a node as the answer of pickNode; false if nobody asks. */
  picked(node: number): boolean;
  pickNode(prompt: string, then: (node: number) => void): void;
  setView(name: string): void;
  copyText(text: string, done: string, about?: string): Promise<void>;
  copyLink(): void;
  notice(content: string | HTMLElement): void;
  showAll(): void;
  hover(node: number, x?: number, y?: number, edge?: number, topic?: number): void;
}

interface Window { KG: Shared }
/** vis-network, from pyvis's own package. */
declare const vis: { DataSet: new () => any; Network: new (box: HTMLElement, data: object, options: object) => any };
