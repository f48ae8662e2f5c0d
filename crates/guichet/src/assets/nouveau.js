// A new dossier: its first fields are a search. Those who look alike appear at a pause; the rest of the form unfolds
// once nobody is the one being typed.
'use strict';

(() => {
  const form = () => document.getElementById('nouveau-dossier');
  const QUI = ['nom-naissance', 'prenom', 'naissance'];
  const OTHERS = ['telephone', 'telephone-fixe', 'mail', 'nir'];
  let asked = '';
  let pause = 0;
  let running = null;

  const suite = document.getElementById('suite');
  if (!suite.hasAttribute('data-ouverte')) {
    suite.hidden = true;
    document.getElementById('avant-suite').hidden = false;
  }
  const isFolded = () => document.getElementById('suite').hidden;
  const names = () => QUI.slice(0, 2).map((name) => form().elements[name].value.trim());

  document.addEventListener('input', ({ target }) => {
    if (target.form !== form()) return;
    // What was answered of one name, or of one telephone, says nothing of another.
    if (QUI.includes(target.name) || OTHERS.includes(target.name)) form().elements.confirme.value = '';
    if (!QUI.includes(target.name)) return;
    clearTimeout(pause);
    pause = setTimeout(search, 400);
  });

  // While folded, Enter and "continuer" look first. Capturing: the script that sends forms comes after.
  document.addEventListener('submit', async (event) => {
    // Too little to look for: the server says what is missing.
    if (event.target !== form() || !isFolded() || !names().every((name) => name.length >= 2)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(pause);
    await search();
    const found = document.querySelector('#doublons .liste a, #doublons [data-continuer]');
    if (found) found.focus();
    else if (document.querySelector('#doublons [data-personne]')) unfold();
  }, true);

  document.addEventListener('click', ({ target }) => {
    if (target.closest('[data-chercher]')) form().requestSubmit();
    if (target.closest('[data-continuer]')) {
      form().elements.confirme.value = '1';
      document.getElementById('doublons').replaceChildren();
      if (isFolded()) unfold(); else form().elements.prenom.focus();
    }
  });

  // Somebody who came from a search that found nobody has typed the names already.
  if (names().every(Boolean) && isFolded()) search();

  function unfold() {
    document.getElementById('suite').hidden = false;
    document.getElementById('avant-suite').hidden = true;
    document.getElementById('suite-titre').focus();
  }

  async function search() {
    const [nom, prenom] = names();
    const naissance = form().elements.naissance.value;
    const place = document.getElementById('doublons');
    if (nom.length < 2 || prenom.length < 2) {
      asked = '';
      document.getElementById('avant-suite').hidden = !isFolded();
      return place.replaceChildren();
    }
    const body = new URLSearchParams({ objet: 'doublons', 'nom-naissance': nom, prenom, naissance });
    if (String(body) === asked && !running) return;
    running?.abort();
    const mine = running = new AbortController();
    place.setAttribute('aria-busy', 'true');
    try {
      const answer = await cairn.send(place.dataset.adresse, { method: 'POST', body, signal: mine.signal });
      const html = answer.ok ? await answer.text() : null;
      const said = answer.ok ? '' : (await answer.json()).message;
      if (mine !== running) return;
      if (html === null) place.textContent = said; else place.innerHTML = html;
      asked = html === null ? '' : String(body);
      // One way on at a time: the list has its own.
      document.getElementById('avant-suite').hidden = !isFolded() || Boolean(place.querySelector('[data-continuer]'));
    } catch (error) {
      if (error.name === 'AbortError') return;
      asked = '';
      place.textContent = cairn.reason(error);
    }
    place.removeAttribute('aria-busy');
    if (mine === running) running = null;
  }
})();
