// Many dossiers go to another référent: one request each, so that each has its own entry and its own answer. Lines that fail stay
// ticked and are tried again; what was done can be given back.
'use strict';

(() => {
  const form = document.getElementById('reaffecter');
  if (!form) return;
  const [bar, words] = document.getElementById('avancement').children;
  const boxes = () => [...form.querySelectorAll('input[name=dossier]')];
  const words_of = form.dataset;

  document.getElementById('tous').addEventListener('change', ({ target }) => {
    boxes().filter((box) => !box.disabled).forEach((box) => { box.checked = target.checked; });
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.dataset.encours) return;
    const chosen = boxes().filter((box) => box.checked && !box.disabled);
    cairn.say(form, chosen.length ? '' : words_of.rien);
    if (!chosen.length) return;
    await each(chosen, words_of.de, form.elements.vers.value);
  });

  // One after the other: each waits for both sides of the journal, and a page that is left stops cleanly between two.
  async function each(chosen, de, vers) {
    form.dataset.encours = '1';
    const place = bar.parentElement;
    [place.hidden, bar.max, bar.value] = [false, chosen.length, 0];
    const failed = [];
    const moved = [];
    for (const box of chosen) {
      const said = box.closest('li').querySelector('[data-resultat]');
      const wrong = await one(box.value, de, vers);
      said.textContent = wrong ?? words_of.fait;
      (wrong ? failed : moved).push(box);
      box.checked = Boolean(wrong);
      box.disabled = !wrong;
      bar.value += 1;
    }
    delete form.dataset.encours;
    words.textContent = `${words_of.bilan} ${moved.length} / ${chosen.length}`;
    words.append(...(failed.length ? [' ', button(words_of.reprendre, () => each(failed, de, vers))] : []),
      ...(moved.length ? [' ', button(words_of.annuler, () => each(moved, vers, de))] : []));
  }

  async function one(dossier, de, vers) {
    try {
      const body = new URLSearchParams({ de, vers });
      const answer = await cairn.send(`/repartition/${dossier}`, { method: 'POST', body });
      if (answer.ok) return null;
      const said = await answer.json();
      return Object.values(said.erreurs ?? {})[0] ?? said.message ?? words_of.echec;
    } catch (error) {
      return cairn.reason(error);
    }
  }

  function button(text, verb) {
    const made = document.createElement('button');
    Object.assign(made, { type: 'button', textContent: text, onclick: () => { if (!form.dataset.encours) verb(); } });
    return made;
  }
})();
