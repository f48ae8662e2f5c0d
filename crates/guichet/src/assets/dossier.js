// The page of a dossier. The draft of an entretien: sealed on the server 20 s after a change, and as soon as the page
// is hidden. The timeline's filter: in this page's memory, and nowhere else.
'use strict';

(() => {
  const form = document.querySelector('form[data-brouillon]');
  const state = document.getElementById('etat-brouillon');
  const started = performance.now();
  let changed = false;

  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  form.addEventListener('enregistre', () => { changed = false; });

  const save = async () => {
    if (!changed || form.dataset.encours) return;
    changed = false;
    const body = new URLSearchParams({ genre: form.elements.genre.value, texte: form.elements.texte.value });
    try {
      // Nobody is interrupted while typing: the gesture is asked for when the form is sent.
      const answer = await cairn.send(form.dataset.brouillon, { method: 'PUT', body, silent: true, keepalive: true });
      if (!answer.ok) throw new Error('refused');
      const hour = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      state.textContent = `${form.dataset.enregistre} ${hour}`;
    } catch {
      changed = true;
      state.textContent = form.dataset.attente;
    }
  };

  setInterval(() => {
    save();
    // The worker keeps the last search for Back as long as it is awake.
    if (performance.now() - started < 600_000) navigator.serviceWorker.controller?.postMessage({ veille: true });
  }, 20_000);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save(); });

  const filter = document.getElementById('filtre-fil');
  filter?.addEventListener('click', ({ target }) => {
    const chosen = target.closest('[data-famille]');
    if (!chosen) return;
    const famille = chosen.dataset.famille;
    filter.querySelectorAll('button').forEach((b) => b.setAttribute('aria-pressed', String(b === chosen)));
    let shown = 0;
    document.querySelectorAll('.fil > [data-famille]').forEach((line) => {
      line.hidden = famille !== 'tout' && line.dataset.famille !== famille;
      shown += line.hidden ? 0 : 1;
    });
    document.querySelectorAll('.mois').forEach((month) => {
      month.hidden = !month.querySelector('[data-famille]:not([hidden])');
    });
    document.getElementById('fil-rien').hidden = shown > 0;
  });

  // What a form has just done is said once: a reload does not say it again.
  if (document.querySelector('[data-ecrit]')) history.replaceState(history.state, '', location.pathname);
})();
