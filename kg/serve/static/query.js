// The query page: editor, questions, running, answers.
(function (KG) {
  'use strict';
  const $ = (id) => document.getElementById(id);
  const setup = KG.setup;
  const FIRST = 'SELECT ?method (COUNT(DISTINCT ?paper) AS ?papers) WHERE {\n  ?paper kg:uses ?m .\n  ?m a kg:Method ; rdfs:label ?method .\n}\nGROUP BY ?method\nORDER BY DESC(?papers) ?method\nLIMIT 20\n';
  let answer = null;
  let running = null;
  let tab = 'table';

  const hash = new URLSearchParams(window.location.hash.slice(1));
  const editor = window.KGEditor.createEditor({
    parent: $('editor'),
    text: hash.get('query') || FIRST,
    nonce: document.querySelector('meta[name="kg-nonce"]').content,
    complete: KG.complete,
    run: () => run(),
    changed: () => { $('downloads').replaceChildren(); },
    label: 'SPARQL query',
  });

  function tell(text, bad = false) {
    $('told').textContent = text;
    $('told').classList.toggle('bad', bad);
  }

  async function show() {
    $('table').hidden = tab !== 'table';
    $('network').hidden = tab !== 'network';
    for (const name of ['table', 'network']) {
      $(`tab-${name}`).setAttribute('aria-selected', String(name === tab));
      $(`tab-${name}`).tabIndex = name === tab ? 0 : -1;
    }
    if (!answer) return;
    const notice = tab === 'network'
      ? await KG.showNetwork($('network'), answer) : KG.showTable($('table'), answer.variables, answer.rows);
    tell([answer.told, notice].filter(Boolean).join('; '));
  }

  function readAnswer(type, text) {
    if (type.startsWith('application/n-triples')) {
      const triples = KG.readTriples(text);
      const n = triples.length;
      return { triples, variables: ['subject', 'predicate', 'object'], rows: triples, told: `${n} triple${n === 1 ? '' : 's'}` };
    }
    const json = JSON.parse(text);
    if ('boolean' in json) {
      return { variables: ['answer'], rows: [{ answer: { type: 'literal', value: json.boolean ? 'yes' : 'no' } }], told: '' };
    }
    const rows = json.results.bindings;
    return { variables: json.head.vars, rows, told: `${rows.length} row${rows.length === 1 ? '' : 's'}` };
  }

  function offerDownloads() {
    const formats = answer.triples ? { ttl: 'Turtle', nt: 'N-Triples', jsonld: 'JSON-LD' } : { csv: 'CSV', json: 'JSON', tsv: 'TSV' };
    $('downloads').replaceChildren(...Object.entries(formats).map(([format, name]) => {
      const asked = new URLSearchParams({ query: editor.text, format });
      return Object.assign(document.createElement('a'), { href: `${setup.endpoint}?${asked}`, download: `answer.${format}`, textContent: name });
    }));
  }

  async function run() {
    if (running) running.abort();
    running = new AbortController();
    const mine = running;
    $('stop').hidden = false;
    tell('…');
    const begin = performance.now();
    try {
      const got = await fetch(setup.endpoint, {
        method: 'POST', body: editor.text, signal: mine.signal,
        headers: { 'content-type': 'application/sparql-query', accept: 'application/sparql-results+json, application/n-triples;q=0.9' },
      });
      const text = await got.text();
      if (mine !== running) return;
      if (!got.ok) { answer = null; tell(text.trim(), true); return; }
      answer = readAnswer(got.headers.get('content-type'), text);
      answer.told = [answer.told, `${Math.round(performance.now() - begin)} ms`].filter(Boolean).join(', ');
      document.querySelector('.tabs').hidden = false;
      history.replaceState(null, '', `#${new URLSearchParams({ query: editor.text })}`);
      offerDownloads();
      await show();
    } catch (error) {
      if (mine === running) tell(error.name === 'AbortError' ? 'stopped' : 'the server does not answer', true);
    } finally {
      if (mine === running) { running = null; $('stop').hidden = true; }
    }
  }

  function open(question) {
    editor.text = question.text;
    for (const button of document.querySelectorAll('#questions button')) {
      button.toggleAttribute('aria-current', button.dataset.name === question.name);
    }
    const values = {};
    const place = (name) => new RegExp(`(VALUES\\s+\\?${name}\\s*\\{)[^}]*(\\})`);
    $('parameters').replaceChildren(...question.parameters.map((parameter) => KG.parameterBox(parameter, (term) => {
      values[parameter.name] = term;
      editor.text = editor.text.replace(place(parameter.name), (_, before, after) => `${before} ${term} ${after}`);
      if (question.parameters.every((one) => values[one.name])) run();
    })));
    $('parameters').hidden = !question.parameters.length;
    if (question.parameters.length) { tell('say what is asked for, by name'); $('parameters').querySelector('input').focus(); } else run();
  }

  $('run').addEventListener('click', run);
  $('stop').addEventListener('click', () => running && running.abort());
  $('parameters').addEventListener('submit', (event) => event.preventDefault());
  $('questions').addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button) open(setup.questions.find((one) => one.name === button.dataset.name));
  });
  $('sift').addEventListener('input', () => {
    const wanted = $('sift').value.toLowerCase();
    for (const item of $('questions').children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  for (const name of ['table', 'network']) {
    $(`tab-${name}`).addEventListener('click', () => { tab = name; show(); });
    $(`tab-${name}`).addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      tab = tab === 'table' ? 'network' : 'table';
      show();
      $(`tab-${tab}`).focus();
    });
  }
  document.addEventListener('kg-theme', () => { if (tab === 'network') show(); });
  if (hash.get('query')) run();
}(window.KG));
