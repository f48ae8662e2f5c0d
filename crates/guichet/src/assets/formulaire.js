// Forms sent by script, so that the end of a login or of the network never costs what was typed. Without this file
// they go plainly. Everything listens on the document: an answer may bring the form back, changed.
'use strict';

(() => {
  const dirty = new WeakSet();
  const of = (event, selector) => event.target.closest?.(selector);

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.ctrlKey) of(event, 'form[data-envoi]')?.requestSubmit();
  });

  document.addEventListener('input', (event) => {
    const form = of(event, 'form[data-garde]');
    if (form) dirty.add(form);
  });

  // The browser's own question, in its own words: ours are not shown any more.
  window.addEventListener('beforeunload', (event) => {
    if ([...document.querySelectorAll('form[data-garde]')].some((form) => dirty.has(form))) event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    const link = of(event, '.bilan a[href^="#"]');
    const field = link && fieldOf(link.getAttribute('href').slice(1), link.closest('form'));
    if (!field) return;
    event.preventDefault();
    attain(field);
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.matches('[data-envoi]')) once(event, () => sendForm(form, event.submitter));
    else if (form.matches('[data-dans]')) once(event, () => unfold(form));
  });

  async function sendForm(form, submitter) {
    form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
    const body = new URLSearchParams(new FormData(form, submitter));
    // A button may say where its line goes: one form serves a whole list.
    const action = submitter?.hasAttribute('formaction') ? submitter.formAction : form.action;
    const answer = await cairn.send(action, { method: 'POST', body });
    if (answer.ok) {
      dirty.delete(form);
      form.dispatchEvent(new Event('enregistre'));
      return cairn.go(answer.headers.get('cairn-vers') ?? '/');
    }
    // A page that asks something before it writes: it takes the place of this one, with what was typed.
    if (answer.headers.get('content-type')?.startsWith('text/html')) return replace(form, await answer.text());
    const said = await answer.json();
    // In the order of the form: the first to correct is the first that is read.
    const rank = ([name]) => [...form.elements].findIndex((field) => field.name === name);
    const erreurs = Object.entries(said.erreurs ?? {}).sort((one, other) => rank(one) - rank(other));
    const fields = erreurs.map(([name]) => fieldOf(name, form)).filter(Boolean);
    fields.forEach((field) => field.setAttribute('aria-invalid', 'true'));
    cairn.bilan(form, said.message, Object.fromEntries(erreurs));
    if (fields.length) attain(fields[0]);
    else form.querySelector('.erreurs')?.focus();
  }

  /** The field of a name: the one that is checked, or the first, where there are several. */
  function fieldOf(name, form) {
    const typed = (field) => field.matches?.('input:not([type="hidden"]), select, textarea, button');
    const named = [...(form?.elements ?? [])].filter((field) => field.name === name && typed(field));
    const there = document.getElementById(name);
    return named.find((field) => field.checked) ?? named[0] ?? (there?.matches('fieldset') ? there.querySelector('input, select, textarea') : there);
  }

  /** Shows a field, even within what is folded, and goes to it. */
  function attain(field) {
    for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    field.focus();
  }

  function replace(form, html) {
    const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
    document.querySelector('main').replaceChildren(...main.childNodes);
    const again = document.getElementById(form.id);
    if (again) dirty.add(again);
    const first = document.querySelector('main [role="alert"]:not([hidden])') ?? document.querySelector('main h1');
    first.focus();
  }

  async function unfold(form) {
    const place = document.getElementById(form.dataset.dans);
    const answer = await cairn.send(form.action, { method: 'POST' });
    if (answer.ok) {
      place.innerHTML = await answer.text();
      // What was pressed is gone: who reads by the keyboard goes on from what appeared.
      const held = form.contains(document.activeElement);
      form.hidden = true;
      place.tabIndex = -1;
      if (held) place.focus();
    } else {
      place.textContent = (await answer.json()).message;
    }
  }

  // One sending at a time: a double click does not write twice.
  async function once(event, verb) {
    const form = event.target;
    event.preventDefault();
    if (form.dataset.encours) return;
    form.dataset.encours = '1';
    const button = event.submitter ?? form.querySelector('button:not([type="button"])');
    button?.setAttribute('aria-busy', 'true');
    cairn.say(form);
    try {
      await verb();
    } catch (error) {
      cairn.say(form, cairn.reason(error));
    }
    button?.removeAttribute('aria-busy');
    delete form.dataset.encours;
  }

  // "What is missing" leads to the field itself.
  const asked = location.hash ? fieldOf(location.hash.slice(1), document.querySelector('form[data-envoi]')) : null;
  if (asked?.matches('input, select, textarea')) attain(asked);
})();
