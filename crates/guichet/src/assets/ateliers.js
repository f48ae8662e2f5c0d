// A session: somebody is found, her own people first, and enrolled at one key; the sheet is walked by the arrows.
'use strict';

(() => {
  const search = document.getElementById('qui');
  const results = document.getElementById('qui-resultats');

  // Every answer may bring the page back changed: what is pressed is looked for when it is pressed.
  search?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const requete = search.elements.requete.value.trim();
    if (requete.length < 2) return;
    try {
      results.innerHTML = await find({ requete, miens: '1' });
      if (!results.querySelector('.liste a')) {
        results.innerHTML = await find({ requete });
        const said = Object.assign(document.createElement('p'), { textContent: results.dataset.ailleurs });
        if (results.querySelector('.liste a')) results.prepend(said);
      }
      results.querySelector('.liste a')?.focus();
    } catch (error) {
      results.textContent = error.said ?? cairn.reason(error);
    }
  });

  async function find(asked) {
    const answer = await cairn.send(search.action, { method: 'POST', body: new URLSearchParams(asked) });
    if (answer.ok) return answer.text();
    throw Object.assign(new Error('refused'), { said: (await answer.json()).message });
  }

  // Capturing: elsewhere a line of a list opens its dossier.
  results?.addEventListener('click', (event) => {
    const link = event.target.closest('.liste a');
    const form = document.getElementById('inscrire');
    if (!link || !form) return;
    event.preventDefault();
    form.dataset.ou ??= form.action;
    form.action = `${form.dataset.ou}/${link.getAttribute('href').split('/').pop()}`;
    form.requestSubmit();
  }, true);

  document.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const within = step && event.target.closest?.('#emargement, #qui, #qui-resultats');
    if (!within || event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...document.querySelectorAll(within.id === 'emargement' ? '#emargement [type="checkbox"]' : '#qui-resultats .liste a')];
    if (!all.length) return;
    const at = all.indexOf(event.target);
    all[Math.max(0, Math.min(at + step, all.length - 1))].focus();
    event.preventDefault();
  });
})();
