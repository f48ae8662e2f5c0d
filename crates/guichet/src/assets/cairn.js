// What every page shares: the small store of the browser, requests that survive the end of a login, the language.
// The store holds the login's key, a language and nothing about anybody.
'use strict';

globalThis.cairn = (() => {
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  const open = () => {
    const asked = indexedDB.open('cairn', 1);
    asked.onupgradeneeded = () => ['login', 'choix'].forEach((store) => asked.result.createObjectStore(store));
    return done(asked);
  };

  const within = async (store, mode, verb) => {
    const base = await open();
    try {
      return await done(verb(base.transaction(store, mode).objectStore(store)));
    } finally {
      base.close();
    }
  };

  const read = (store, key) => within(store, 'readonly', (s) => s.get(key));
  const write = (store, key, value) => within(store, 'readwrite', (s) => s.put(value, key));
  const erase = (store, key) => within(store, 'readwrite', (s) => s.delete(key));

  /** Words that scripts may need, in the page's language. */
  const word = (key) => document.body.dataset[key] ?? '';

  /** Shows a message where the page keeps room for it; an empty one hides it. */
  const say = (scope, ...lines) => {
    const place = scope.querySelector('.erreurs');
    if (!place) return;
    place.replaceChildren(...lines.filter(Boolean).map((line) => {
      const span = document.createElement('span');
      span.textContent = line;
      return span;
    }));
    place.hidden = place.childElementCount === 0;
  };

  /** All that is to be corrected in a form, each a link to its field. */
  const bilan = (form, title, erreurs) => {
    const names = Object.keys(erreurs);
    const place = form.querySelector('.erreurs');
    if (!names.length || !place) return say(form, title);
    const [head, list] = [document.createElement('p'), document.createElement('ul')];
    head.append(Object.assign(document.createElement('b'), { textContent: title }));
    list.append(...names.map((name) => {
      const [line, link] = [document.createElement('li'), document.createElement('a')];
      Object.assign(link, { href: `#${name}`, textContent: erreurs[name] });
      line.append(link);
      return line;
    }));
    place.classList.add('bilan');
    place.replaceChildren(head, list);
    place.hidden = false;
  };

  /** A fetch that asks for the gesture in place when the login has ended, then sends again what was to be sent. */
  const send = async (address, options = {}) => {
    for (;;) {
      const answer = await fetch(address, options);
      if (answer.status !== 401 || !answer.headers.has('cairn-reprise') || options.silent) return answer;
      if (!(await reenter())) return answer;
    }
  };

  let asking = null;
  const reenter = () => {
    asking ??= ask().finally(() => { asking = null; });
    return asking;
  };

  const ask = () => new Promise((resolve) => {
    const dialog = document.getElementById('reprise');
    if (!dialog) return resolve(false);
    const gesture = dialog.querySelector('[data-geste]');
    let entered = false;
    gesture.onclick = async () => {
      gesture.disabled = true;
      try {
        // What was typed is the first agent's: it is never sent under the name of another.
        if (!(await cairn.enter(gesture))) return go('/');
        entered = true;
        dialog.close();
      } catch (error) {
        say(dialog, cairn.reason(error));
      }
      gesture.disabled = false;
    };
    dialog.querySelector('[data-fermer]').onclick = () => dialog.close();
    dialog.onclose = () => resolve(entered);
    say(dialog);
    dialog.showModal();
  });

  /** Goes to an address of ours; the same one is shown anew. */
  const go = (address) => {
    const url = new URL(address, location.origin);
    const whole = ({ pathname, search }) => pathname + search;
    location.assign(url.origin === location.origin ? url.href : '/');
    // A browser only scrolls to a part of the page that it has: what was written since would not be there.
    if (url.hash && whole(url) === whole(location)) location.reload();
  };

  const reason = (error) => error.message && error.fromServer ? error.message
    : error.name === 'NotAllowedError' || error.name === 'InvalidStateError' ? word('motCle') : word('motReseau');

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-langue]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const url = new URL(location.href);
    url.searchParams.set('langue', link.dataset.langue);
    write('choix', 'langue', link.dataset.langue).then(() => location.replace(url.href));
  });

  document.addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const target = { KeyR: '#requete', KeyN: '#texte' }[event.code];
    if (!target) return;
    const field = document.querySelector(target);
    if (field) field.focus();
    else if (event.code === 'KeyR' && document.querySelector('.agent')) go('/');
    else return;
    event.preventDefault();
  });

  // A small menu that was opened closes at Escape, and when something else is done.
  const shut = (except) => document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener('click', ({ target }) => shut(target.closest('details.menu')));
  document.addEventListener('keydown', ({ key, target }) => {
    const menu = key === 'Escape' && target.closest?.('details.menu[open]');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // The page for when the network is gone, kept ahead for the worker: it shows nobody. Its style and its script are
  // asked for too, so that the browser has them; another version of ours, or another language, replaces it.
  const provide = async () => {
    const page = '/assets/hors-ligne';
    const lang = document.documentElement.lang;
    const style = document.querySelector('link[rel="stylesheet"]').getAttribute('href');
    const kept = await caches.open('hors-ligne');
    const text = await (await kept.match(page))?.text();
    if (text?.includes(style) && text.includes(`<html lang="${lang}"`)) return;
    const answer = await fetch(`${page}?langue=${lang}`);
    if (!answer.ok) return;
    await kept.put(page, answer.clone());
    const needed = new Set((await answer.text()).match(/\/assets\/[^"#]+/g));
    await Promise.all([...needed].map((address) => fetch(address)));
  };
  // Without it, the browser's own page says that there is no network.
  if (document.querySelector('.agent')) setTimeout(() => provide().catch(() => {}), 500);

  return { read, write, erase, word, say, bilan, send, go, reason };
})();
