// Sentences: the words of the papers, with names marked at the very places where they were read.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { make } = KG;

  /**
   * Mentions inside a stretch of a paper, longest of those that overlap first kept.
   * @param {Details} details
   * @param {number} paper
   * @param {number} start
   * @param {number} end
   * @param {number[] | null} wanted
   */
  function mentionsIn(details, paper, start, end, wanted) {
    const { at, start: starts, end: ends, node } = details.mentions;
    const found = [];
    for (let k = at[paper]; k < at[paper + 1]; k++) {
      if (starts[k] >= start && ends[k] <= end && (!wanted || wanted.includes(node[k]))) {
        found.push({ start: starts[k], end: ends[k], node: node[k] });
      }
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    let reached = -1;
    return found.filter((one) => one.start >= reached && (reached = one.end));
  }

  /**
   * Write a stretch of a paper's text.
   * @param {number[]|null} wanted - nodes to mark; null marks every node, each a way to its page
   */
  KG.sentence = function (details, paper, text, start, end, wanted) {
    const said = make('span.said', { dir: 'auto' });
    let place = start;
    for (const one of mentionsIn(details, paper, start, end, wanted)) {
      said.append(KG.printed(text.slice(place, one.start)));
      const words = KG.printed(text.slice(one.start, one.end));
      if (wanted) said.append(make('mark', {}, words));
      else {
        const mark = make('button.mention', {
          onclick: () => KG.open('node', one.node),
          title: `${D.typeName(one.node)}: ${KG.shorten(D.nodes.name[one.node], 80)}`,
        }, words);
        mark.style.borderColor = KG.colours.type(D.nodes.type[one.node]);
        said.append(mark);
      }
      place = one.end;
    }
    said.append(KG.printed(text.slice(place, end)));
    return said;
  };

  /** "2025-06-01", "2025?" where the year is inferred; "" without a date. */
  KG.dateOf = (paper) => D.papers.date[paper];
  KG.dateNode = function (paper) {
    const date = D.papers.date[paper];
    if (!date) return null;
    const hint = D.papers.inferred[paper] ? 'The year is not printed with the paper; it is that of its page.' : null;
    return make('time', { datetime: date, title: hint }, hint ? `${date} (year inferred)` : date);
  };

  const ARXIV = /^https?:\/\/(?:www\.)?(?:arxiv\.org\/(?:abs|pdf)|huggingface\.co\/papers)\/([a-z-]*\/?\d{4,7}(?:\.\d{4,5})?)/i;
  const ARXIV_ID = /(?:^|\/|:)(\d\d(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?$/;
  /** Where a paper stands on the web, as far as is known: [site, address]. What is on arXiv, is on Hugging Face too. */
  KG.sitesOf = function (paper) {
    const url = KG.webAddress(D.papers.url[paper]);
    const arxiv = ARXIV.exec(url) || (url ? null : ARXIV_ID.exec(D.papers.id[paper]));
    if (arxiv) return [['arXiv', `https://arxiv.org/abs/${arxiv[1]}`], ['Hugging Face', `https://huggingface.co/papers/${arxiv[1]}`]];
    return url ? [[KG.shorten(new URL(url).hostname.replace(/^www\./, ''), 30), url]] : [];
  };

  /** @param {Details} details @param {Map<number, string>} texts @param {{paper: number, start: number, end: number, source: number, confidence: number}} row @param {number[] | null} wanted @param {boolean} withPaper */
  function block(details, texts, row, wanted, withPaper) {
    const { paper, start, end, source, confidence } = row;
    const cite = make('footer', {});
    if (withPaper) {
      cite.append(KG.paperLink(paper));
      const date = KG.dateNode(paper);
      if (date) cite.append(' ', date);
    }
    if (withPaper) for (const [site, address] of KG.sitesOf(paper).slice(0, 1)) cite.append(' ', KG.webLink(site, address), ' ');
    const read = make('span.read', { title: 'What read this, and how sure it is' },
      confidence < 100 ? `${confidence} % sure · ` : '', 'read by ', KG.quote(details.sources[source]));
    cite.append(' ', read);
    return make('blockquote', {}, KG.sentence(details, paper, texts.get(paper) || '', start, end, wanted), cite);
  }

  /**
   * Write all sentences that say something into an element.
   * @param {'edges'|'roles'} kind - facts between nodes, or roles of nodes in papers
   */
  KG.fillEvidence = async function (into, kind, index, wanted, withPaper = true) {
    await fill(into, async () => {
      const details = await KG.details();
      const columns = details[kind];
      const rows = [];
      for (let k = columns.at[index]; k < columns.at[index + 1]; k++) {
        rows.push({
          paper: columns.paper[k], start: columns.start[k], end: columns.end[k],
          source: columns.source[k], confidence: columns.confidence[k],
        });
      }
      // The newest paper first; without dates the order is that of the papers.
      rows.sort((a, b) => D.papers.date[b.paper].localeCompare(D.papers.date[a.paper]));
      const texts = new Map();
      for (const { paper } of rows) if (!texts.has(paper)) texts.set(paper, await KG.text(paper));
      return rows.map((row) => block(details, texts, row, wanted, withPaper));
    });
  };

  /** Fill an element with what comes later, and tell if it cannot come. @param {HTMLElement} into @param {() => Promise<Child[]>} make_ */
  async function fill(into, make_) {
    into.setAttribute('aria-busy', 'true');
    try {
      into.replaceChildren(...(await make_()).filter((one) => one !== null).map((one) => (one instanceof Node ? one : String(one))));
    } catch (error) {
      into.replaceChildren(make('p.trouble', {}, error instanceof Error ? error.message : String(error)));
    }
    into.removeAttribute('aria-busy');
  }
  KG.fill = fill;

  /** A button that opens the sentences of a fact below itself. */
  KG.disclosure = function (label, fillIn, open) {
    const body = make('div.evidence', { hidden: true });
    const button = make('button.small', { 'aria-expanded': 'false', onclick: toggle }, label);
    let filled = false;
    function toggle() {
      body.hidden = !body.hidden;
      button.setAttribute('aria-expanded', String(!body.hidden));
      if (!filled) { filled = true; fillIn(body); }
    }
    if (open) toggle();
    return { button, body };
  };
})(window.KG);
