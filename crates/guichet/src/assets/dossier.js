// The page of a dossier. The draft of a conversation: sealed on the server 20 s after a change, and as soon as the page is hidden.
// The panel: duration and place follow the kind, the search shows what answers of the offre, a delicate part changes the road.
'use strict';

(() => {
  const form = document.querySelector('form[data-brouillon]');

  // What a form has just done is said once: a reload does not say it again.
  if (document.querySelector('[data-ecrit]')) history.replaceState(history.state, '', location.pathname + location.hash);
  // A part that an address names is unfolded, and so is what is named within the page.
  const unfold = () => {
    const there = document.getElementById(location.hash.slice(1));
    if (there?.matches('details')) there.open = true;
  };
  unfold();
  window.addEventListener('hashchange', unfold);
  if (!form) return;

  const state = document.getElementById('etat-brouillon');
  const started = performance.now();
  const { genre, duree, lieu, texte, delicat } = form.elements;
  let changed = false;

  // What is delicate is never in a draft: it is kept under another key.
  const isDraft = (field) => field === genre || field === texte;
  form.addEventListener('input', ({ target }) => { changed ||= isDraft(target); });
  form.addEventListener('submit', () => { changed = false; });
  form.addEventListener('enregistre', () => { changed = false; });

  const save = async () => {
    if (!changed || form.dataset.encours) return;
    changed = false;
    const body = new URLSearchParams({ genre: genre.value, texte: texte.value });
    try {
      // Nobody is interrupted while typing: the gesture is asked for when the form is sent.
      const answer = await cairn.send(form.dataset.brouillon, { method: 'PUT', body, silent: true, keepalive: true });
      if (!answer.ok) throw new Error('refused');
      const { lang } = document.documentElement;
      const clock = new Date().toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' });
      // As the pages write it: "9 h 16".
      const hour = lang === 'fr' ? clock.replace(/^0?(\d+):/, '$1\u00a0h\u00a0') : clock;
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

  // What was typed by hand stays: only what a kind proposed follows the next kind.
  const mine = new Set();
  for (const field of [duree, lieu]) field.addEventListener('input', () => mine.add(field));
  genre.addEventListener('change', () => {
    const [chosen] = genre.selectedOptions;
    if (!mine.has(duree)) duree.value = chosen.dataset.duree;
    if (!mine.has(lieu)) lieu.value = chosen.dataset.lieu;
  });

  // The road says which class is opened: the delicate one, only when something is written there.
  const road = form.getAttribute('action');
  delicat.addEventListener('input', () => { form.action = delicat.value.trim() ? `${road}/delicat` : road; });

  // A day or an hour that is typed is another day.
  document.getElementById('suivant-details').addEventListener('input', () => {
    document.getElementById('suivant-autre').checked = true;
  });

  // What there is to choose from comes when its part is unfolded, once.
  const fill = async (part) => {
    const place = part.querySelector('[data-place]');
    if (!part.open || place.childElementCount || place.dataset.encours) return;
    place.dataset.encours = 'true';
    try {
      const answer = await cairn.send(part.dataset.contenu);
      if (!answer.ok) throw new Error('refused');
      place.innerHTML = await answer.text();
      place.querySelector('input, select')?.focus();
    } catch (error) {
      place.textContent = cairn.reason(error);
    }
    delete place.dataset.encours;
  };
  form.querySelectorAll('[data-contenu]').forEach((part) => part.addEventListener('toggle', () => fill(part)));

  // Without accents or capitals, as people type.
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const isSearch = ({ target }) => target.id === 'cherche-offre';
  const answers = () => form.querySelectorAll('[data-theme]:not([hidden]) .coche:not([hidden]) input');
  form.addEventListener('input', (event) => {
    if (!isSearch(event)) return;
    const asked = plain(event.target.value.trim());
    form.querySelectorAll('[data-theme]').forEach((theme) => {
      const lines = [...theme.querySelectorAll('.coche')];
      lines.forEach((line) => { line.hidden = !plain(line.textContent).includes(asked); });
      theme.hidden = lines.every((line) => line.hidden);
    });
  });
  // Enter in the search ticks the only answer, and sends nothing.
  form.addEventListener('keydown', (event) => {
    if (!isSearch(event) || event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    const [only, ...others] = answers();
    if (event.target.value.trim() && only && !others.length) only.click();
  });
  // How many are ticked, for when they are folded again.
  form.addEventListener('change', ({ target }) => {
    const count = target.name === 'propositions' && form.querySelectorAll('[name="propositions"]:checked').length;
    if (count !== false) form.querySelector('[data-compte]').textContent = count || '';
  });
  // What the browser kept of a form that was left open agrees with what is shown.
  if (delicat.value.trim()) delicat.dispatchEvent(new Event('input', { bubbles: true }));
})();
