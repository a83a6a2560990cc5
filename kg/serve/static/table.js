// An answer as a table: the first rows, sorted by a click on a heading, with a notice if there are more.
(function (KG) {
  'use strict';
  const N_SHOWN = 1000;
  const NUMBER = /#(integer|decimal|double|float|int|long)$/;

  function cell(term) {
    const td = document.createElement('td');
    if (!term) return td;
    if (term.type === 'uri') {
      const address = KG.address(term.value);
      const shown = document.createElement(address ? 'a' : 'span');
      shown.textContent = KG.short(term.value);
      shown.title = term.value;
      if (address) { shown.href = address; shown.rel = 'noopener noreferrer'; }
      td.append(shown);
    } else {
      td.append(term.type === 'bnode' ? `_:${term.value}` : term.value);
      if (term.datatype && NUMBER.test(term.datatype)) td.className = 'n';
      if (term['xml:lang']) td.append(Object.assign(document.createElement('span'), { className: 'type', textContent: ` @${term['xml:lang']}` }));
    }
    return td;
  }

  const compare = (a, b) => {
    if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
    const numbers = [Number(a.value), Number(b.value)];
    if (a.value !== '' && b.value !== '' && !numbers.some(Number.isNaN)) return numbers[0] - numbers[1];
    return a.value.localeCompare(b.value);
  };

  /** Show rows (objects of terms) below their variables. Returns a notice, or an empty text. */
  KG.showTable = (place, variables, rows) => {
    const table = document.createElement('table');
    const body = document.createElement('tbody');
    const head = document.createElement('tr');
    let sorted = null;
    let order = rows;
    const draw = () => body.replaceChildren(...order.slice(0, N_SHOWN).map((row) => {
      const tr = document.createElement('tr');
      tr.append(...variables.map((name) => cell(row[name])));
      return tr;
    }));
    for (const name of variables) {
      const th = document.createElement('th');
      th.scope = 'col';
      const said = rows.slice(0, N_SHOWN).map((row) => row[name]).filter(Boolean);
      if (said.length && said.every((term) => term.datatype && NUMBER.test(term.datatype))) th.className = 'n';
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: name, title: 'Sort' });
      button.addEventListener('click', () => {
        const up = !(sorted && sorted.name === name && sorted.up);
        sorted = { name, up };
        order = [...rows].sort((a, b) => (up ? 1 : -1) * compare(a[name], b[name]));
        for (const other of head.children) other.removeAttribute('aria-sort');
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        draw();
      });
      th.append(button);
      head.append(th);
    }
    draw();
    const top = document.createElement('thead');
    top.append(head);
    table.append(top, body);
    place.replaceChildren(table);
    return rows.length > N_SHOWN ? `the first ${N_SHOWN} are shown; the downloads have all` : '';
  };
}(window.KG));
