// A new rendez-vous: somebody is found by the search, then the form knows where to go. Names stay in the page.
'use strict';

(() => {
  const search = document.getElementById('qui');
  const results = document.getElementById('qui-resultats');
  const form = () => document.getElementById('rendez-vous');

  search?.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const body = new URLSearchParams({ requete: search.elements.requete.value.trim() });
      const answer = await cairn.send(search.action, { method: 'POST', body });
      if (answer.ok) results.innerHTML = await answer.text();
      else results.textContent = (await answer.json()).message;
      results.querySelector('.liste a')?.focus();
    } catch (error) {
      results.textContent = cairn.reason(error);
    }
  });

  // Capturing: elsewhere a line of a list opens its dossier.
  results?.addEventListener('click', (event) => {
    const link = event.target.closest('.liste a');
    if (!link) return;
    event.preventDefault();
    form().action = `/agenda/${link.getAttribute('href').split('/').pop()}`;
    form().removeAttribute('data-sans-personne');
    const chosen = document.getElementById('choisi');
    chosen.replaceChildren(...link.cloneNode(true).childNodes);
    results.replaceChildren();
    chosen.focus();
  }, true);

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-sans-personne]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    search?.elements.requete.focus();
  }, true);

  // The usual length follows the objet until a length is typed; a day or an hour typed is no proposed slot.
  document.addEventListener('input', ({ target }) => {
    if (!form()?.contains(target)) return;
    const { duree, objet } = form().elements;
    if (target === duree) duree.dataset.tapee = '1';
    if (target === objet && !duree.dataset.tapee) duree.value = objet.selectedOptions[0].dataset.duree;
    if (target.name === 'jour' || target.name === 'debut') document.getElementById('c0')?.click();
  });
})();
