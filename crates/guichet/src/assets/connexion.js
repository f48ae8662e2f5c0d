// The buttons of the sign-in page, and of the page that asks for the gesture again.
'use strict';

(() => {
  const main = document.querySelector('main');
  const all = () => document.querySelectorAll('[data-entrer]');

  // Where to go once in: back to the same page, to the form that was sent, or where the address says.
  const next = (button) => ({
    reprise: location.pathname + location.search,
    retour: document.referrer || '/',
  })[button.dataset.entrer] ?? new URLSearchParams(location.search).get('vers') ?? '/';

  main.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-entrer]');
    if (!button) return;
    all().forEach((b) => { b.disabled = true; });
    button.setAttribute('aria-busy', 'true');
    cairn.say(main);
    try {
      await cairn.enter(button);
      const url = new URL(next(button), location.origin);
      location.replace(url.origin === location.origin ? url.href : '/');
    } catch (error) {
      cairn.say(main, cairn.reason(error));
      all().forEach((b) => { b.disabled = false; });
      button.removeAttribute('aria-busy');
      button.focus();
    }
  });

  // A big fictional base has thousands of personas: the server answers with a few.
  const field = document.getElementById('cherche');
  let pause = 0;
  field?.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const asked = field.value;
      const answer = await fetch(field.dataset.adresse, { method: 'POST', body: new URLSearchParams({ cherche: asked }) });
      if (answer.ok && field.value === asked) document.getElementById('liste-personas').innerHTML = await answer.text();
    }, 250);
  });
})();
