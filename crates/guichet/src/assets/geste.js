// A gesture in two passes: the form asks what is to be signed, the page says it in words, the key answers, and the same
// form goes again with the answer. Any `form[data-geste]`; what it signs stands in its own `[data-mots]`.
'use strict';

(() => {
  // The server forgets what waits after two minutes: past this, it is asked anew.
  const FRAIS_MS = 100_000;
  const dirty = new WeakSet();

  const of = (event, selector) => event.target.closest?.(selector);

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[data-geste]')) return;
    event.preventDefault();
    if (form.dataset.encours) return;
    form.dataset.encours = '1';
    const button = event.submitter ?? form.querySelector('button:not([type="button"])');
    button?.setAttribute('aria-busy', 'true');
    form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
    cairn.say(form);
    try {
      await sign(form, button, new URLSearchParams(new FormData(form, event.submitter)));
    } catch (error) {
      cairn.say(form, cairn.reason(error));
    }
    button?.removeAttribute('aria-busy');
    delete form.dataset.encours;
  });

  async function sign(form, button, body) {
    const send = (fields) => cairn.send(form.action, { method: 'POST', body: fields });
    const ask = async () => {
      const answer = await send(body);
      // Nothing was to be signed: what was asked is done.
      if (answer.status === 204) return cairn.go(answer.headers.get('cairn-vers') ?? '/');
      return answer.ok ? { ...await answer.json(), at: performance.now() } : refused(form, answer);
    };
    let asked = await ask();
    if (!asked) return;
    const gesture = async (by) => {
      if (performance.now() - asked.at > FRAIS_MS) asked = await ask();
      if (!asked) return;
      const answer = await cairn.authenticate(asked.defi, asked.rpId, by, asked.cles);
      const whole = new URLSearchParams(body);
      for (const [name, value] of Object.entries({ defi: asked.defi, ...answer })) whole.set(name, value);
      const signed = await send(whole);
      if (!signed.ok) return refused(form, signed);
      dirty.delete(form);
      cairn.go(signed.headers.get('cairn-vers') ?? '/');
    };
    await said(form, button, gesture);
  }

  /** Says what will be signed before the browser's own prompt. A page that has no dialog has said it already. */
  function said(form, button, gesture) {
    const dialog = document.getElementById('geste');
    if (!dialog) return gesture(button);
    const words = form.querySelector('[data-mots]');
    dialog.querySelector('[data-dit]').replaceChildren(...(words ? words.cloneNode(true).childNodes : []));
    dialog.querySelector('dl').replaceChildren(...filled(form));
    cairn.say(dialog);
    const yes = dialog.querySelector('[data-signer]');
    return new Promise((resolve) => {
      let busy = false;
      yes.onclick = async () => {
        if (busy) return;
        busy = true;
        yes.setAttribute('aria-busy', 'true');
        try {
          await gesture(yes);
          // What was refused is said by the form; what was signed leads elsewhere.
          dialog.close();
        } catch (error) {
          cairn.say(dialog, cairn.reason(error));
        }
        yes.removeAttribute('aria-busy');
        busy = false;
      };
      dialog.querySelector('[data-fermer]').onclick = () => dialog.close();
      dialog.onclose = resolve;
      dialog.showModal();
    });
  }

  /** What was typed or chosen, as the form names it. */
  function filled(form) {
    const shown = [...form.elements].filter((field) => field.labels?.length && !field.matches('button'));
    return shown.flatMap((field) => {
      const value = field.type === 'checkbox' || field.type === 'radio' ? (field.checked ? '✓' : '')
        : field.tagName === 'SELECT' ? field.selectedOptions[0]?.textContent ?? ''
          : field.type === 'date' ? field.value.split('-').reverse().join('/') : field.value;
      if (!value) return [];
      const line = document.createElement('div');
      const [term, said] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = field.labels[0].firstChild.textContent.trim();
      said.textContent = value;
      line.append(term, said);
      return [line];
    });
  }

  async function refused(form, answer) {
    const told = await answer.json();
    const rank = ([name]) => [...form.elements].findIndex((field) => field.name === name);
    const erreurs = Object.entries(told.erreurs ?? {}).sort((one, other) => rank(one) - rank(other));
    const fields = erreurs.map(([name]) => form.elements.namedItem(name)).filter((field) => field?.focus);
    fields.forEach((field) => field.setAttribute('aria-invalid', 'true'));
    cairn.bilan(form, told.message, Object.fromEntries(erreurs));
    // Once the dialog is gone, the first to correct is the first that is read.
    setTimeout(() => fields[0]?.focus());
  }

  // The browser's own question before what was typed is lost.
  document.addEventListener('input', (event) => {
    const form = of(event, 'form[data-geste][data-garde]');
    if (form) dirty.add(form);
  });
  window.addEventListener('beforeunload', (event) => {
    if ([...document.querySelectorAll('form[data-geste]')].some((form) => dirty.has(form))) event.preventDefault();
  });
})();
