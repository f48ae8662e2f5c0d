// A field that proposes the values of a public table while one types (ARIA's combobox): data-choix says where to ask.
// What is chosen is written in the field, its code in the hidden field "<name>-code"; typing on empties the code, and without
// an answer (no network, nobody in) the field stays a field.
'use strict';

(() => {
  const PAUSE_MS = 120;
  const LETTERS_MIN = 2;
  const equipped = new WeakSet();

  function equip(field) {
    if (equipped.has(field)) return;
    equipped.add(field);
    const list = document.createElement('ul');
    // It looks as the palette's list does, over what follows the field.
    const frame = document.createElement('div');
    Object.assign(frame, { className: 'palette', hidden: true });
    frame.append(list);
    Object.assign(list, { id: `${field.id}-liste`, role: 'listbox' });
    list.setAttribute('aria-label', field.labels[0]?.firstChild.textContent.trim() ?? '');
    const state = document.createElement('p');
    Object.assign(state, { className: 'note sr', role: 'status' });
    const code = field.form?.elements[`${field.name}-code`] ?? document.createElement('input');
    if (!code.isConnected) {
      Object.assign(code, { type: 'hidden', name: `${field.name}-code` });
      field.after(code);
    }
    field.after(frame, state);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);

    let answers = [];
    let chosen = 0;
    let pause = 0;
    let running = null;

    function show(found) {
      answers = found;
      list.replaceChildren(...answers.map(({ texte, note }, at) => {
        const line = document.createElement('li');
        Object.assign(line, { id: `${list.id}-${at}`, role: 'option' });
        const [what, how] = [document.createElement('span'), document.createElement('span')];
        [what.textContent, how.textContent, how.className] = [texte, note, 'note'];
        line.append(what, how);
        return line;
      }));
      frame.hidden = answers.length === 0;
      field.setAttribute('aria-expanded', String(!frame.hidden));
      point(0);
    }

    function point(at) {
      chosen = at;
      [...list.children].forEach((line, n) => line.setAttribute('aria-selected', String(n === chosen)));
      if (frame.hidden) return field.removeAttribute('aria-activedescendant');
      field.setAttribute('aria-activedescendant', list.children[chosen].id);
      list.children[chosen].scrollIntoView({ block: 'nearest' });
    }

    function close() {
      clearTimeout(pause);
      running?.abort();
      running = null;
      show([]);
      state.textContent = '';
      state.classList.add('sr');
    }

    function choose(at) {
      const answer = answers[at];
      if (!answer) return;
      [field.value, code.value] = [answer.texte, answer.code];
      close();
      for (const one of [field, code]) one.dispatchEvent(new Event('change', { bubbles: true }));
    }

    async function ask() {
      const asked = field.value.trim();
      running?.abort();
      if (asked.length < LETTERS_MIN) return close();
      const mine = running = new AbortController();
      try {
        // In the body, never in the address: it is a piece of somebody's life.
        const body = new URLSearchParams({ requete: asked });
        const answer = await fetch(field.dataset.choix, { method: 'POST', body, signal: mine.signal });
        const { reponses } = answer.ok ? await answer.json() : { reponses: null };
        if (mine !== running) return;
        show(reponses ?? []);
        state.textContent = !reponses ? '' : reponses.length ? `${field.dataset.reponses ?? ''} ${reponses.length}` : field.dataset.rien ?? '';
        state.classList.toggle('sr', reponses?.length !== 0);
      } catch (error) {
        if (error.name !== 'AbortError') close();
      }
    }

    field.addEventListener('input', () => {
      code.value = '';
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE_MS);
    });
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const { key } = event;
      if (frame.hidden) {
        if (key !== 'ArrowDown' || field.readOnly) return;
        ask();
      } else if (key === 'ArrowDown') point((chosen + 1) % answers.length);
      else if (key === 'ArrowUp') point((chosen + answers.length - 1) % answers.length);
      else if (key === 'Enter') choose(chosen);
      // What was typed stays; only the list goes, and the dialog around it does not.
      else if (key === 'Escape') close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    // The field keeps the focus while the pointer chooses.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('click', ({ target }) => choose([...list.children].indexOf(target.closest('li'))));
    field.addEventListener('blur', () => {
      // Typed in full, it is chosen; anything else stays text, without a code.
      const same = answers.findIndex(({ texte }) => texte.localeCompare(field.value.trim(), 'fr', { sensitivity: 'base' }) === 0);
      if (same >= 0 && !code.value) choose(same); else close();
    });
    field.setAttribute('aria-expanded', 'false');
  }

  document.querySelectorAll('[data-choix]').forEach(equip);
  // A part of the page that came later has its fields too.
  document.addEventListener('focusin', ({ target }) => { if (target.matches('[data-choix]')) equip(target); });
})();
