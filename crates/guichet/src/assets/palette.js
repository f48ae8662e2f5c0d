// The command palette: my people first, then acts. What it finds stays in this page's memory until it closes.
// A field that controls a list (ARIA's combobox): the focus stays in the field, the list says which one is chosen.
'use strict';

(() => {
  const dialog = document.getElementById('palette');
  if (!dialog) return;
  const field = dialog.querySelector('input');
  const list = dialog.querySelector('[role="listbox"]');
  const state = dialog.querySelector('[role="status"]');
  const PEOPLE_MAX = 8;
  let options = [];
  let chosen = 0;
  let pause = 0;
  let running = null;
  let people = [];

  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const clean = (text) => text.replace(/\s+/g, ' ').trim();

  // Acts of this page, then the menu. A link is followed, anything else is pressed.
  const acts = () => [...document.querySelectorAll('[data-acte], .tete nav a')]
    .map((element) => ({ text: clean(element.textContent), verb: () => element.click() }));

  function open() {
    if (dialog.open || document.querySelector('dialog[open]')) return;
    field.value = '';
    people = [];
    dialog.showModal();
    draw();
  }

  function draw() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    const answers = acts().filter(({ text }) => words.every((word) => plain(text).includes(word)));
    options = [...people.map((person) => ({ ...person, kind: list.dataset.jeunes })),
      ...answers.map((act) => ({ ...act, kind: list.dataset.actes }))];
    chosen = 0;
    list.replaceChildren(...options.map(({ text, kind }, at) => {
      const line = document.createElement('li');
      const [what, how] = [document.createElement('span'), document.createElement('span')];
      [what.textContent, how.textContent, how.className] = [text, kind, 'note'];
      line.append(what, how);
      Object.assign(line, { id: `palette-${at}`, role: 'option' });
      return line;
    }));
    field.setAttribute('aria-expanded', String(options.length > 0));
    state.textContent = options.length ? `${state.dataset.reponses} ${options.length}` : state.dataset.rien;
    state.classList.toggle('sr', options.length > 0);
    choose(0);
  }

  function choose(at) {
    chosen = Math.max(0, Math.min(at, options.length - 1));
    [...list.children].forEach((line, n) => line.setAttribute('aria-selected', String(n === chosen)));
    if (options.length) field.setAttribute('aria-activedescendant', `palette-${chosen}`);
    else field.removeAttribute('aria-activedescendant');
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  function follow(at) {
    const option = options[at];
    if (!option) return;
    dialog.close();
    option.verb();
  }

  async function search() {
    const asked = field.value.trim();
    running?.abort();
    people = [];
    // Who reads no dossier searches nobody: to ask would be a refusal in the journal.
    if (asked.length < 2 || !('recherche' in dialog.dataset)) return draw();
    const mine = running = new AbortController();
    try {
      const body = new URLSearchParams({ requete: asked, miens: '1' });
      const answer = await fetch('/recherche', { method: 'POST', body, signal: mine.signal });
      if (mine !== running || !dialog.open) return;
      if (answer.ok) {
        const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('.liste a');
        people = [...found].slice(0, PEOPLE_MAX).map((link) => ({
          text: [...link.children].slice(0, 3).map((part) => clean(part.textContent)).join(' · '),
          verb: () => cairn.go(link.getAttribute('href')),
        }));
      }
      draw();
      if (!answer.ok) state.textContent = (await answer.json()).message;
    } catch (error) {
      if (error.name === 'AbortError') return;
      state.classList.remove('sr');
      state.textContent = cairn.reason(error);
    }
  }

  document.addEventListener('keydown', (event) => {
    if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close(); else open();
  });
  document.addEventListener('click', ({ target }) => { if (target.closest('[data-palette]')) open(); });

  field.addEventListener('input', () => {
    draw();
    clearTimeout(pause);
    pause = setTimeout(search, 200);
  });
  field.addEventListener('keydown', (event) => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
    if (to !== undefined) choose((to + options.length) % Math.max(options.length, 1));
    else if (event.key === 'Enter') follow(chosen);
    // A search field would first empty itself, and stay open.
    else if (event.key === 'Escape') dialog.close();
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', ({ target }) => follow([...list.children].indexOf(target.closest('li'))));
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  // Nothing of anybody is left behind a closed palette.
  dialog.addEventListener('close', () => {
    running?.abort();
    clearTimeout(pause);
    [people, options] = [[], []];
    list.replaceChildren();
    field.value = '';
  });
})();
