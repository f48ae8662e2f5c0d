// Forms sent by script, so that the end of a login never costs what was typed. Without this file they go plainly.
'use strict';

(() => {
  const body = (form) => new URLSearchParams(new FormData(form));

  document.querySelectorAll('form[data-envoi]').forEach((form) => {
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.ctrlKey) form.requestSubmit();
    });
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      await once(form, async () => {
        form.querySelectorAll('[aria-invalid]').forEach((field) => field.removeAttribute('aria-invalid'));
        const answer = await cairn.send(form.action, { method: 'POST', body: body(form) });
        if (answer.ok) {
          form.dispatchEvent(new Event('enregistre'));
          return cairn.go(answer.headers.get('cairn-vers') ?? '/');
        }
        const said = await answer.json();
        const fields = Object.keys(said.erreurs ?? {}).map((name) => form.elements.namedItem(name)).filter(Boolean);
        fields.forEach((field) => field.setAttribute('aria-invalid', 'true'));
        cairn.say(form, said.message, ...Object.values(said.erreurs ?? {}));
        fields[0]?.focus();
      });
    });
  });

  document.querySelectorAll('form[data-dans]').forEach((form) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      await once(form, async () => {
        const place = document.getElementById(form.dataset.dans);
        const answer = await cairn.send(form.action, { method: 'POST' });
        if (answer.ok) {
          place.innerHTML = await answer.text();
          form.hidden = true;
        } else {
          place.textContent = (await answer.json()).message;
        }
      });
    });
  });

  // One sending at a time: a double click does not write twice.
  async function once(form, verb) {
    if (form.dataset.encours) return;
    form.dataset.encours = '1';
    cairn.say(form);
    try {
      await verb();
    } catch (error) {
      cairn.say(form, cairn.reason(error));
    }
    delete form.dataset.encours;
  }
})();
