// Imports: a file leaves as raw bytes, cells are corrected in place, and a long work shows how far it is.
// Nothing of a file is kept in the browser; its name does not leave it.
'use strict';

(() => {
  const KINDS = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
  const told = document.getElementById('dit');
  const tell = (text) => { if (told) told.textContent = text; };

  /** Puts each piece of an answer where the piece of the same id stood. */
  const swap = (html) => {
    const sheet = document.createElement('template');
    sheet.innerHTML = html;
    for (const piece of sheet.content.querySelectorAll('[data-piece]')) {
      if (piece.parentElement?.closest('[data-piece]')) continue;
      document.getElementById(piece.id)?.replaceWith(piece);
    }
    dress();
  };

  /** What a refusal says: its sentence, then each thing to correct. */
  const refusal = async (answer) => {
    const said = await answer.json().catch(() => ({}));
    return [said.message ?? cairn.word('motReseau'), ...Object.values(said.erreurs ?? {})].join(' ');
  };

  // --- A file is given -----------------------------------------------------------------------------------------------

  const deposit = document.getElementById('depot');
  if (deposit) {
    const field = document.getElementById('fichier');
    const sending = document.getElementById('envoi');
    const button = deposit.querySelector('button');

    const give = async (file) => {
      const { max, vide, tropGros, sans } = deposit.dataset;
      const wrong = !file ? sans : file.size === 0 ? vide : file.size > Number(max) ? tropGros : '';
      cairn.say(deposit, wrong);
      if (wrong) return field.focus();
      const extension = file.name.split('.').pop().toLowerCase();
      button.disabled = true;
      sending.hidden = false;
      sending.querySelector('p').textContent = deposit.dataset.envoi;
      const reading = setTimeout(() => { sending.querySelector('p').textContent = deposit.dataset.lecture; }, 2_000);
      try {
        // Read first: bytes without a name, and a file that changes meanwhile is still the one that was chosen.
        const body = await file.arrayBuffer();
        const headers = { 'content-type': KINDS[extension] ?? 'text/csv' };
        const answer = await cairn.send(deposit.action, { method: 'POST', headers, body });
        if (answer.ok) return cairn.go(answer.headers.get('cairn-vers') ?? deposit.action);
        cairn.say(deposit, await refusal(answer));
      } catch (error) {
        cairn.say(deposit, cairn.reason(error));
      } finally {
        clearTimeout(reading);
        button.disabled = false;
        sending.hidden = true;
      }
      field.focus();
    };

    deposit.addEventListener('submit', (event) => {
      event.preventDefault();
      give(field.files[0]);
    });
    for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
      deposit.addEventListener(kind, (event) => {
        event.preventDefault();
        deposit.classList.toggle('survol', kind === 'dragenter' || kind === 'dragover');
        if (kind === 'drop') give(event.dataTransfer.files[0]);
      });
    }
    // Dropped beside the zone, a file would replace the page.
    for (const kind of ['dragover', 'drop']) window.addEventListener(kind, (event) => event.preventDefault());
  }

  // --- How far it is -------------------------------------------------------------------------------------------------

  const follow = async (place) => {
    const bar = place.querySelector('progress');
    let quarter = 0;
    for (;;) {
      await new Promise((later) => { setTimeout(later, 1_000); });
      if (!place.isConnected) return;
      const answer = await cairn.send(place.dataset.adresse).catch(() => null);
      if (answer && !answer.ok && answer.status < 500) return tell(await refusal(answer));
      const said = answer?.ok ? await answer.json() : null;
      if (!said) continue;
      bar.max = said.sur;
      bar.value = said.faits;
      const words = place.querySelector('.texte-jauge');
      if (words) words.textContent = said.texte;
      // Who listens hears a quarter at a time, not a number a second.
      const reached = Math.floor((4 * said.faits) / Math.max(said.sur, 1));
      if (reached > quarter) tell(said.texte);
      quarter = Math.max(reached, quarter);
      if (!said.encours) return cairn.go(place.dataset.adresse);
    }
  };
  const running = document.querySelector('#avancement[data-encours]');
  if (running) follow(running);

  // --- Rows are corrected --------------------------------------------------------------------------------------------

  const form = document.getElementById('geste');
  if (!form) return;
  let busy = false;

  /** Sends a gesture and shows what it changed; says whether it was taken. */
  const gesture = async (pairs) => {
    if (busy) return false;
    busy = true;
    cairn.say(form);
    try {
      const answer = await cairn.send(form.action, { method: 'POST', body: new URLSearchParams(pairs) });
      if (!answer.ok) {
        cairn.say(form, await refusal(answer));
        form.scrollIntoView({ block: 'nearest' });
        return false;
      }
      const toward = answer.headers.get('cairn-vers');
      if (toward) cairn.go(toward); else swap(await answer.text());
      return true;
    } catch (error) {
      cairn.say(form, cairn.reason(error));
      return false;
    } finally {
      busy = false;
    }
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const pressed = event.submitter;
    if (!pressed?.name) return;
    const row = pressed.closest('tr')?.id;
    if (!(await gesture([[pressed.name, pressed.value]]))) return;
    // What was pressed is gone: the focus stays at its place.
    const place = row ? document.getElementById(row)?.querySelector('button') : document.getElementById('signer');
    if (place?.id === 'signer') place.tabIndex = -1;
    place?.focus();
    if (row) tell(state(row));
  });

  const state = (row) => document.getElementById(row)?.querySelector('.suite b')?.textContent ?? '';
  const cells = (row) => [...row.querySelectorAll('td:not(.suite)')];
  const shown = (row) => cells(row).filter((cell) => !cell.hidden);
  const text = (cell) => (cell.querySelector('[data-v]') ?? cell).textContent;

  const correct = async (cell, value) => {
    const row = cell.parentElement;
    const [id, at] = [row.id, cells(row).indexOf(cell)];
    const values = cells(row).map((one) => (one === cell ? value : one.dataset.avant ?? text(one)));
    if (!(await gesture([['corriger', id.slice(1)], ...values.map((one) => ['c', one])]))) return false;
    tell(`${id.slice(1)} : ${state(id)}`);
    const same = cells(document.getElementById(id))[at];
    const left = [...document.querySelectorAll('#grille td.a-corriger')];
    const next = left.find((one) => one === same || same.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    (next ?? same).focus();
    return true;
  };

  const edit = (cell, first) => {
    if (busy || cell.querySelector('input')) return;
    const before = text(cell);
    const value = cell.querySelector('[data-v]');
    const input = document.createElement('input');
    const head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
    Object.assign(input, { value: first ?? before, autocomplete: 'off', spellcheck: false, maxLength: 2_000 });
    input.setAttribute('aria-label', head.textContent);
    input.size = Math.max(12, Math.min(before.length + 4, 40));
    cell.dataset.avant = before;
    if (value) {
      value.hidden = true;
      cell.prepend(input);
    } else {
      cell.replaceChildren(input);
    }
    input.focus();
    if (first === undefined) input.select();
    let closed = false;
    const close = () => {
      closed = true;
      delete cell.dataset.avant;
      if (value) {
        value.hidden = false;
        input.remove();
      } else {
        cell.textContent = before;
      }
    };
    const save = async () => {
      if (closed || input.readOnly) return;
      if (input.value === before) return close();
      input.readOnly = true;
      // A correction that was not taken stays in its cell.
      if (!(await correct(cell, input.value))) input.readOnly = false;
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') {
        event.preventDefault();
        const unchanged = input.value === before;
        save();
        if (unchanged) cell.focus();
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
        cell.focus();
      }
    });
    input.addEventListener('blur', save);
  };

  // Cells are reached by arrows; Tab goes from one that needs a correction to the next.
  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  document.addEventListener('keydown', (event) => {
    const cell = event.target.closest?.('#grille td');
    if (!cell || event.target !== cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const move = MOVES[event.key];
    if (move) {
      const row = cell.parentElement;
      const rows = [...row.parentElement.rows];
      const at = shown(row).indexOf(cell) + move[1];
      shown(rows[rows.indexOf(row) + move[0]] ?? row)[at]?.focus();
    } else if (event.key === 'Enter' || event.key === 'F2') {
      edit(cell);
    } else if (event.key.length === 1 && event.key !== ' ') {
      edit(cell, event.key);
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    const proposal = event.target.closest('[data-propose]');
    if (proposal) return correct(proposal.closest('td'), proposal.value);
    const cell = event.target.closest('#grille td');
    if (cell && cells(cell.parentElement).includes(cell)) edit(cell);
  });

  // --- Columns are fed elsewhere -------------------------------------------------------------------------------------

  document.addEventListener('change', async (event) => {
    const columns = event.target.closest('#colonnes');
    if (!columns) return;
    const [id, before] = [event.target.id, event.target.dataset.avant];
    if (await gesture([...new FormData(columns)])) {
      const list = document.getElementById(id);
      if (list) list.closest('details').open = true;
      list?.focus();
    } else {
      event.target.value = before;
    }
  });

  /** What the page does not repeat for each cell and each list. */
  const dress = () => {
    const choices = document.getElementById('choix');
    for (const list of document.querySelectorAll('#colonnes select')) {
      if (list.options.length > 1) continue;
      const chosen = list.value;
      list.replaceChildren(choices.content.cloneNode(true));
      list.value = list.dataset.avant = chosen;
    }
    const grid = document.getElementById('grille');
    if (!grid) return;
    const table = grid.closest('table');
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-describedby', 'grille-aide');
    for (const row of grid.rows) {
      for (const cell of shown(row)) cell.tabIndex = cell.classList.contains('a-corriger') ? 0 : -1;
    }
    if (!grid.querySelector('td[tabindex="0"]') && grid.rows[0]) shown(grid.rows[0])[0]?.setAttribute('tabindex', '0');
  };
  dress();
})();
