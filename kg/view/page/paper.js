// A paper: what it proposes, uses and reports, and its abstract with every name marked.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;

  /** @param {number} paper */
  function rolesByKind(paper) {
    const groups = new Map();
    for (const k of D.rolesOfPaper(paper)) {
      const role = D.roleEdges.role[k];
      if (!groups.has(role)) groups.set(role, []);
      groups.get(role).push(k);
    }
    return [...groups].sort((a, b) => a[0] - b[0]);
  }

  // A paper has the site's own address, or one to search its title by.
  /** @type {[string, (title: string) => string][]} */
  const SEARCHES = [
    ['arXiv', (title) => `https://arxiv.org/search/?searchtype=title&query=${title}`],
    ['Hugging Face', (title) => `https://huggingface.co/papers?q=${title}`],
    ['Semantic Scholar', (title) => `https://www.semanticscholar.org/search?q=${title}`],
  ];
  /** @param {number} paper */
  function links(paper) {
    // Shown as the browser understands it: no mark in it can make it look like another one.
    const url = KG.webAddress(D.papers.url[paper]);
    const sites = KG.sitesOf(paper);
    if (sites.length > 1) return make('p.lookups', {}, 'On: ', ...KG.joined(sites.map(([site, address]) => KG.webLink(site, address)), ' · '));
    if (url) return make('p', {}, KG.webLink(KG.shorten(url, 60), url));
    const words = KG.forQuery(D.papers.title[paper], 200);
    return make('p.lookups', {}, 'Look up: ', ...KG.joined(SEARCHES.map(([site, address]) => KG.webLink(site, address(words))), ' · '));
  }

  /** @param {number} paper @param {HTMLElement} panel */
  function show(paper, panel) {
    const by = KG.joined([D.papers.authors[paper] ? KG.quote(D.papers.authors[paper]) : null, KG.dateNode(paper)], ' · ');
    const text = make('div.abstract', {});
    const parts = [KG.panelHead('Paper', make('span.sign', { 'aria-hidden': 'true' }, '▤'), D.papers.title[paper],
      by.length ? make('p.numbers', {}, ...by) : null, links(paper),
      make('div.actions', {}, make('button.small', { onclick: KG.copyLink }, 'Copy link'))), text];
    for (const [role, rows] of rolesByKind(paper)) {
      const title = make('span', { title: D.roles[role][1] }, D.roles[role][0]);
      parts.push(KG.section(title, rows, (k) => {
        const node = D.roleEdges.node[k];
        const { button, body } = KG.disclosure('sentence', (into) => KG.fillEvidence(into, 'roles', k, [node], false));
        return [KG.nodeLink(node), ' ', button, body];
      }, true));
    }
    const results = make('div.results', {});
    parts.push(results);
    panel.replaceChildren(...parts);
    KG.fillResults(results, { paper });
    KG.fill(text, async () => {
      const [details, words] = [await KG.details(), await KG.text(paper)];
      const start = D.papers.title[paper].length + 1;
      return start < words.length ? [make('p', {}, KG.sentence(details, paper, words, start, words.length, null))] : [];
    });
    KG.say(`Paper: ${D.papers.title[paper]}`);
  }

  /** A paper has no place of its own on the map: it stands among what it names. @param {number} paper */
  function middleOf(paper) {
    const rows = D.rolesOfPaper(paper);
    /** @param {any} column */
    const mean = (column) => rows.reduce((sum, k) => sum + column[D.roleEdges.node[k]], 0) / Math.max(1, rows.length);
    return { x: mean(D.x), y: mean(D.y), row: { paper } };
  }

  KG.addPlace({
    kind: 'paper', word: 'p',
    read: ([id]) => D.paperOf(id),
    write: (paper) => [D.papers.id[paper]],
    title: (paper) => D.papers.title[paper],
    show,
    focus: (paper, most) => KG.columns(middleOf(paper), rolesByKind(paper).map(([role, rows]) => ({
      caption: D.roles[role][0], out: true,
      rows: rows.map((/** @type {number} */ k) => ({ node: D.roleEdges.node[k], weight: D.nodes.papers[D.roleEdges.node[k]] })),
    })), most),
    // What the paper names, and the facts that it says.
    chosen(paper) {
      const nodes = [...new Set(Array.from(D.rolesOfPaper(paper), (k) => D.roleEdges.node[k]))];
      const facts = KG.factsAmong(nodes);
      const said = KG.openedDetails?.edges;
      return { nodes, edges: said ? facts.filter((e) => Array.from({ length: said.at[e + 1] - said.at[e] }, (_, k) => said.paper[said.at[e] + k]).includes(paper)) : facts };
    },
  });
})(window.KG);
