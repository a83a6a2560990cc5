// What the editor and the parameters complete: words of SPARQL, variables, terms, names in the graph.
(function (KG) {
  'use strict';
  const WORDS = ('SELECT DISTINCT CONSTRUCT DESCRIBE ASK WHERE FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES UNDEF ORDER BY GROUP BY '
    + 'HAVING LIMIT OFFSET AS COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG DATATYPE BOUND IF COALESCE EXISTS NOT IN REGEX '
    + 'CONTAINS STRSTARTS STRENDS STRLEN LCASE UCASE CONCAT REPLACE SUBSTR DESC ASC PREFIX BASE').split(' ');
  const words = [...new Set(WORDS)].map((label) => ({ label, type: 'keyword' }));
  const terms = KG.setup.words.map(({ name, label }) => ({ label: name, detail: label, type: 'property' }))
    .concat(['Paper', 'Method', 'Dataset', 'Task', 'Metric', 'Concept', 'Result', 'Assertion'].map((name) => ({ label: `kg:${name}`, type: 'class' })))
    .concat(['rdfs:label', 'skos:altLabel', 'skos:broader', 'dcterms:title', 'dcterms:abstract', 'kg:year', 'kg:confidence', 'kg:support'].map((label) => ({ label, type: 'property' })));

  /** Names near a text; nothing if the server is busy. */
  KG.near = async (text, type) => {
    const asked = new URLSearchParams({ text, ...(type ? { type } : {}) });
    try {
      const got = await fetch(`${KG.setup.near}?${asked}`);
      return got.ok ? await got.json() : [];
    } catch { return []; }
  };

  /** A completion source for the editor: a name of the graph becomes its IRI. */
  KG.complete = async (context) => {
    const word = context.matchBefore(/[?$]?[\w:À-￿-]+/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/^[?$]/.test(word.text)) {
      const names = new Set(context.state.doc.toString().match(/[?$]\w+/g));
      names.delete(word.text);
      return { from: word.from, options: [...names].map((label) => ({ label, type: 'variable' })), validFor: /^[?$]\w*$/ };
    }
    const options = [...words, ...terms];
    if (word.text.length > 1 && !word.text.includes(':')) {
      const near = await KG.near(word.text);
      if (context.aborted) return null;
      for (const { iri, label, type } of near) {
        options.push({ label, detail: type, apply: `<${iri}>`, type: 'constant', boost: -1 });
      }
    }
    return { from: word.from, options, validFor: /^[\w:-]{0,2}$/ };
  };

  /** A box for one parameter: type a name, choose what it means. */
  KG.parameterBox = (parameter, chosen) => {
    const label = document.createElement('label');
    label.textContent = `${parameter.name} – ${parameter.description}`;
    const box = document.createElement('div');
    box.className = 'box';
    const input = Object.assign(document.createElement('input'), { type: 'text', placeholder: parameter.example, autocomplete: 'off' });
    const list = Object.assign(document.createElement('ul'), { hidden: true, id: `near-${parameter.name}` });
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    list.setAttribute('role', 'listbox');
    box.append(input, list);
    label.append(box);
    let found = [];
    let at = -1;
    let turn = 0;
    const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); };
    const mark = () => [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    const choose = (i) => { input.value = found[i].label; close(); chosen(`<${found[i].iri}>`); };
    input.addEventListener('input', async () => {
      if (parameter.type === 'integer') { if (/^[+-]?\d+$/.test(input.value)) chosen(input.value); return; }
      const mine = ++turn;
      const near = input.value.trim() ? await KG.near(input.value.trim(), parameter.type) : [];
      if (mine !== turn) return;
      found = near;
      at = found.length ? 0 : -1;
      list.replaceChildren(...found.map((one, i) => {
        const item = document.createElement('li');
        item.setAttribute('role', 'option');
        item.textContent = `${one.label} · ${one.type}`;
        item.addEventListener('mousedown', (event) => { event.preventDefault(); choose(i); });
        return item;
      }));
      list.hidden = !found.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
      mark();
    });
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
      if (list.hidden) { if (event.key === 'Enter') event.preventDefault(); return; }
      if (event.key === 'ArrowDown') at = Math.min(at + 1, found.length - 1);
      else if (event.key === 'ArrowUp') at = Math.max(at - 1, 0);
      else if (event.key === 'Enter' && at >= 0) choose(at);
      else return;
      event.preventDefault();
      mark();
    });
    input.addEventListener('blur', close);
    return label;
  };
}(window.KG));
