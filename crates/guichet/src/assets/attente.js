// The waiting page: wakes the worker, then asks for the same page again, signed this time.
'use strict';

(async () => {
  const here = location.pathname + location.search;
  const enter = () => location.replace(`/connexion?vers=${encodeURIComponent(here)}`);

  // Two tries within ten seconds are enough: a worker that does not sign will not sign at the third.
  const tries = JSON.parse(sessionStorage.getItem('attente') ?? '[]').filter((t) => Math.abs(Date.now() - t) < 10_000);
  if (tries.length >= 2 || !navigator.serviceWorker) {
    sessionStorage.removeItem('attente');
    return enter();
  }
  sessionStorage.setItem('attente', JSON.stringify([...tries, Date.now()]));

  try {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
    const known = await new Promise((resolve) => {
      const asked = indexedDB.open('cairn', 1);
      asked.onupgradeneeded = () => ['login', 'choix'].forEach((store) => asked.result.createObjectStore(store));
      asked.onerror = () => resolve(false);
      asked.onsuccess = () => {
        const got = asked.result.transaction('login').objectStore('login').get('courant');
        got.onsuccess = () => { asked.result.close(); resolve(Boolean(got.result)); };
        got.onerror = () => resolve(false);
      };
    });
    if (known) location.reload(); else enter();
  } catch {
    enter();
  }
})();
