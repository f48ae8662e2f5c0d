// The worker that signs. Every request to this site, but those below, leaves with the login's signature:
// links, reload, Back, new tabs and plain forms work unchanged, and no cookie exists that could be stolen.
// The key cannot be exported from the browser; only its use can be asked for, and only by pages of this site.
'use strict';

// Nobody is in yet, or nothing is shown: these go as they are. Leaving is signed.
const OPEN = /^\/(connexion(?!\/fin$)|enrolement|arrivee|assets)(\/|$)|^\/(sw\.js|sante)$/;
const COVERED = '("@method" "@path" "@query" "content-digest")';

// The last search, for Back: in this memory only, never on disk, ten minutes at most.
let souvenir = null;
const SOUVENIR_MS = 600_000;

// The page for when the network is gone: pages of ours fetch it ahead, and it shows nobody.
const HORS_LIGNE = '/assets/hors-ligne';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (url.origin === self.location.origin && !OPEN.test(url.pathname)) event.respondWith(answer(event.request, url));
});

self.addEventListener('message', ({ data, ports }) => {
  if (data.garde) souvenir = { ...data.garde, until: performance.now() + SOUVENIR_MS };
  if (data.oublie) souvenir = null;
  if (data.rends) {
    const good = souvenir && souvenir.cle === data.rends && performance.now() < souvenir.until;
    ports[0].postMessage(good ? souvenir : null);
  }
  // Anything else only keeps the worker awake.
});

async function answer(request, url) {
  const isPage = request.mode === 'navigate';
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  // Another site may send a form here; it must not get a signature for it.
  if (isPage && !isSafe && !isOurs(request.referrer)) return foreign();

  const entered = await read('login', 'courant');
  if (!entered) {
    if (isPage) return Response.redirect(`/connexion?vers=${encodeURIComponent(url.pathname + url.search)}`);
    return fetch(request);
  }
  const leaving = url.pathname === '/connexion/fin';
  const body = isSafe ? undefined : await request.arrayBuffer();
  try {
    return await fetch(url.href, {
      method: request.method,
      headers: await headers(request, url, body, entered),
      body,
      mode: 'same-origin',
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      referrer: request.referrer,
      signal: request.signal,
    });
  } catch (error) {
    if (!isPage || error.name === 'AbortError') throw error;
    return offline(isSafe);
  } finally {
    if (leaving) await forget();
  }
}

async function headers(request, url, body, { login, key }) {
  const headers = new Headers();
  for (const name of ['accept', 'content-type']) {
    if (request.headers.has(name)) headers.set(name, request.headers.get(name));
  }
  const langue = await read('choix', 'langue');
  if (langue) headers.set('cairn-langue', langue);
  const text = new TextEncoder();
  const digest = `sha-256=:${base64(await crypto.subtle.digest('SHA-256', body ?? new ArrayBuffer(0)))}:`;
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
  const params = `${COVERED};keyid="${login}";nonce="${nonce}"`;
  const base = [
    `"@method": ${request.method}`,
    `"@path": ${url.pathname}`,
    `"@query": ${url.search || '?'}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${params}`,
  ].join('\n');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, text.encode(base));
  headers.set('content-digest', digest);
  headers.set('signature-input', `cairn=${params}`);
  headers.set('signature', `cairn=:${base64(signature)}:`);
  return headers;
}

/** The page without network. A form that was sent says so: it is not sent again by itself. */
async function offline(isSafe) {
  const page = await (await caches.open('hors-ligne')).match(HORS_LIGNE);
  if (!page) return Response.error();
  const text = await page.text();
  const headers = new Headers(page.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  return new Response(isSafe ? text : text.replace('data-reessai=', 'data-envoye data-reessai='), { status: 503, headers });
}

function isOurs(referrer) {
  return referrer !== '' && new URL(referrer).origin === self.location.origin;
}

function foreign() {
  const page = '<!doctype html><html lang="fr"><meta name="viewport" content="width=device-width">'
    + '<title>Demande refusée · Cairn</title><main><h1>Demande refusée</h1>'
    + '<p>Un autre site a voulu envoyer ce formulaire. Rien n’est parti.</p><p><a href="/">Retour à Cairn</a></p></main>';
  return new Response(page, {
    status: 403,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'" },
  });
}

async function forget() {
  souvenir = null;
  const base = await open();
  await done(base.transaction('login', 'readwrite').objectStore('login').delete('courant'));
  base.close();
}

async function read(store, key) {
  const base = await open();
  const value = await done(base.transaction(store).objectStore(store).get(key));
  base.close();
  return value;
}

function open() {
  const asked = indexedDB.open('cairn', 1);
  asked.onupgradeneeded = () => ['login', 'choix'].forEach((store) => asked.result.createObjectStore(store));
  return done(asked);
}

function done(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}
