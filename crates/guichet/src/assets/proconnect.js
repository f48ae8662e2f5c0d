// Saying who one is elsewhere. What comes back is believed by the tab that left, and by no other: it alone remembers what it
// left with. Nothing about anybody is kept.
'use strict';

(() => {
  const DEPART = 'proconnect';
  const main = document.querySelector('main');

  main.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-proconnect]');
    if (!button) return;
    const { proconnect, sortie } = button.dataset;
    button.disabled = true;
    button.setAttribute('aria-busy', 'true');
    cairn.say(main);
    try {
      const { adresse } = await cairn.post(proconnect, { sortie });
      const state = new URL(adresse, location.origin).searchParams.get('state');
      const langue = document.documentElement.lang;
      if (!sortie) sessionStorage.setItem(DEPART, JSON.stringify({ state, langue }));
      location.assign(adresse);
    } catch (error) {
      cairn.say(main, cairn.reason(error));
      button.disabled = false;
      button.removeAttribute('aria-busy');
      button.focus();
    }
  });

  const form = document.getElementById('retour');
  if (!form) return;
  const query = location.search.slice(1);
  const left = JSON.parse(sessionStorage.getItem(DEPART) ?? '{}');
  sessionStorage.removeItem(DEPART);
  // What came back serves once, and stays neither in the address nor in the history.
  history.replaceState(null, '', location.pathname);
  if (left.state && left.state === new URLSearchParams(query).get('state')) {
    form.elements.requete.value = query;
    form.action += `?langue=${left.langue}`;
    form.submit();
  } else {
    const place = document.getElementById('suite');
    place.textContent = place.dataset.ailleurs;
  }
})();
