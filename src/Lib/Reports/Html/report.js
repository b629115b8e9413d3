'use strict';
(() => {
  // Rows that a table must have to be worth sorting, and cases that a browser lays out at once without a pause.
  const fewest = 10;
  const page = 500;
  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

  // What a cell is sorted by: a key that was written for it, a time, or its words.
  const keyOf = (cell) => {
    if (cell.dataset.s !== undefined) return Number(cell.dataset.s);
    const time = cell.querySelector('time');
    if (time) return time.dateTime;
    if (cell.classList.contains('number')) return Number(cell.textContent.replace(/[^\d-]/g, '')) || 0;
    return fold(cell.textContent.trim());
  };

  const sort = (table, column, header) => {
    const down = header.getAttribute('aria-sort') === 'ascending';
    const body = table.tBodies[0];
    const words = new Intl.Collator(table.closest('[lang]').lang, { numeric: true });
    const keyed = Array.from(body.rows, (row, place) => ({ row, place, key: keyOf(row.cells[column]) }));
    const compare = (a, b) => (typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : words.compare(String(a.key), String(b.key)));
    keyed.sort((a, b) => (down ? -compare(a, b) : compare(a, b)) || a.place - b.place);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    // Ten thousand rows are laid out once when they come back as a whole, and one by one when they are moved in their place.
    const after = body.nextSibling;
    body.remove();
    for (const { row } of keyed) body.append(row);
    table.insertBefore(body, after);
    table.dispatchEvent(new Event('sorted'));
  };

  for (const table of document.querySelectorAll('table')) {
    if (table.tBodies[0].rows.length < fewest) continue;
    Array.from(table.tHead.rows[0].cells, (header, column) => {
      if (header.classList.contains('chart')) return;
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...header.childNodes);
      button.addEventListener('click', () => sort(table, column, header));
      header.append(button);
    });
  }

  for (const template of document.querySelectorAll('template.filter')) {
    const table = template.parentElement.querySelector('table.cases');
    const box = template.content.firstElementChild.cloneNode(true);
    const choices = [...box.querySelectorAll('select')];
    const search = box.querySelector('input');
    const [reset, more] = box.querySelectorAll('button');
    const status = box.querySelector('[role=status]');
    const entries = new Map(Array.from(table.tBodies[0].rows, (row) => [row, { keys: row.dataset.k.split(' '), words: null }]));
    const number = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, status.dataset.group);
    let most = page;

    const fits = (row, wanted, sought) => {
      const entry = entries.get(row);
      if (!wanted.every((value, place) => value === '' || value === entry.keys[place])) return false;
      if (sought.length > 0) entry.words ??= fold(row.textContent);
      return sought.every((word) => entry.words.includes(word));
    };

    const apply = () => {
      const wanted = choices.map((choice) => choice.value);
      const sought = fold(search.value).split(/\s+/).filter(Boolean);
      let fitting = 0;
      for (const row of table.tBodies[0].rows) {
        const fit = fits(row, wanted, sought);
        if (fit) fitting++;
        row.hidden = !fit || fitting > most;
      }
      more.hidden = fitting <= most;
      const text = fitting === 0 ? status.dataset.none : fitting > most ? status.dataset.cut : status.dataset.shown;
      status.textContent = text.replace('{0}', number(fitting)).replace('{1}', number(entries.size)).replace('{2}', number(most));
    };

    const begin = () => {
      most = page;
      apply();
    };

    let waiting = 0;
    for (const choice of choices) choice.addEventListener('change', begin);
    search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(begin, 150);
    });
    reset.addEventListener('click', () => {
      for (const choice of choices) choice.value = '';
      search.value = '';
      begin();
    });
    more.addEventListener('click', () => {
      most += page;
      apply();
    });
    table.addEventListener('sorted', apply);
    template.replaceWith(box);
    apply();
  }

  // Paper has no controls, and a list that was narrowed down would be printed as if it were whole.
  addEventListener('beforeprint', () => document.querySelectorAll('table.cases tr[hidden]').forEach((row) => { row.hidden = false; row.dataset.was = ''; }));
  addEventListener('afterprint', () => document.querySelectorAll('tr[data-was]').forEach((row) => { row.hidden = true; delete row.dataset.was; }));
})();
