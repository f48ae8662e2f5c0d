// The search field: asks at a pause of 250 ms or at Enter, and shows the last results again on Back.
// Results live in the page and in the worker's memory; the history keeps a random word that names them, nothing else.
'use strict';

(() => {
  const form = document.getElementById('recherche');
  const field = form.elements.requete;
  const results = document.getElementById('resultats');
  const worker = () => navigator.serviceWorker?.controller;
  let shown = null;
  let pause = 0;
  let running = null;

  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(search, 250);
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (shown !== field.value.trim()) return search();
    const links = results.querySelectorAll('.liste a');
    if (links.length === 1) links[0].click(); else links[0]?.focus();
  });

  results.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (link) remember(link.getAttribute('href'));
  });

  async function search() {
    const asked = field.value.trim();
    running?.abort();
    if (asked === shown) return;
    if (asked.length < 2) {
      shown = null;
      return results.replaceChildren();
    }
    const mine = running = new AbortController();
    // A quick answer needs no announcement; a slow one says that it is on its way.
    results.setAttribute('aria-busy', 'true');
    const slow = setTimeout(() => {
      if (mine === running && !results.childElementCount) results.textContent = results.dataset.attente;
    }, 400);
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set('requete', asked);
      const answer = await cairn.send(form.action, { method: 'POST', body, signal: mine.signal });
      const html = answer.ok ? await answer.text() : null;
      const said = answer.ok ? null : (await answer.json()).message;
      if (mine !== running) return;
      if (html === null) results.textContent = said; else results.innerHTML = html;
      shown = html === null ? null : asked;
      if (shown) remember(null);
    } catch (error) {
      if (error.name !== 'AbortError') results.textContent = cairn.reason(error);
    }
    clearTimeout(slow);
    if (mine === running) results.removeAttribute('aria-busy');
  }

  function remember(opened) {
    const cle = crypto.randomUUID();
    history.replaceState({ cle }, '');
    worker()?.postMessage({ garde: { cle, requete: shown, html: results.innerHTML, opened } });
  }

  // Back: the worker gives back what it kept, or the field is simply empty.
  if (performance.getEntriesByType('navigation')[0]?.type === 'back_forward' && history.state?.cle && worker()) {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => {
      if (!data || field.value.trim()) return;
      field.value = shown = data.requete;
      results.innerHTML = data.html;
      // Typing anew replaces the old query.
      field.select();
      if (data.opened) results.querySelector(`a[href="${data.opened}"]`)?.focus();
    };
    worker().postMessage({ rends: history.state.cle }, [channel.port2]);
  }
})();
