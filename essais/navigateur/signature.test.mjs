// What leaves the browser is signed, and what does not come from our pages gets no signature.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { journees } from './journee.mjs';

const journee = journees();

journee('every request but sign-in, assets and the worker is signed, with a nonce of its own', async (lea) => {
  const seen = [];
  const bare = [];
  lea.contexte.on('request', (request) => {
    if (!request.serviceWorker() || /\/(sw\.js|demo)/.test(request.url())) return;
    (/\/assets\//.test(request.url()) ? bare : seen).push(request);
  });
  await lea.entre();
  await lea.ouvreDossier();
  await lea.page.click('form[data-dans] button');
  await lea.page.waitForSelector('#revele .note');
  // What the worker keeps for a day without network shows nobody, and is nobody's request.
  for (const request of bare) assert.equal((await request.allHeaders()).signature, undefined, request.url());
  assert.ok(seen.length >= 4);
  const nonces = new Set();
  for (const request of seen) {
    const headers = await request.allHeaders();
    assert.match(headers['signature'] ?? '', /^cairn=:[A-Za-z0-9+/]{86}==:$/, request.url());
    assert.match(headers['content-digest'], /^sha-256=:[A-Za-z0-9+/]{43}=:$/);
    assert.equal(headers.cookie, undefined);
    nonces.add(/nonce="([0-9a-f]{32})"/.exec(headers['signature-input'])[1]);
  }
  assert.equal(nonces.size, seen.length);
});

journee('a recorded request sent again shows nothing', async (lea) => {
  const seen = [];
  lea.contexte.on('request', (request) => { if (request.serviceWorker() && !/\/(sw\.js|demo)/.test(request.url())) seen.push(request); });
  await lea.entre();
  const { lien, nom } = await lea.ouvreDossier();
  const original = seen.find((request) => request.url().endsWith(lien));
  const headers = await original.allHeaders();
  for (const name of Object.keys(headers)) if (name.startsWith(':') || name === 'host') delete headers[name];
  const replay = await fetch(original.url(), { headers });
  assert.equal(replay.status, 401);
  assert.ok(!(await replay.text()).includes(nom));
});

journee('the key cannot be taken out of the browser', async (lea) => {
  await lea.entre();
  const outcome = await lea.page.evaluate(async () => {
    const { key } = await cairn.read('login', 'courant');
    return crypto.subtle.exportKey('jwk', key).then(() => 'taken', (error) => error.name);
  });
  assert.equal(outcome, 'InvalidAccessError');
});

journee('a form sent by another site gets no signature', async (lea) => {
  await lea.entre();
  const { lien } = await lea.ouvreDossier();
  const page = `<form method="post" action="${lea.adresse}${lien}/evenements"><input name="texte" value="x"></form>
    <script>document.forms[0].submit()</script>`;
  const other = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page)).listen(0, 'localhost');
  await once(other, 'listening');
  await lea.page.goto(`http://localhost:${other.address().port}/`);
  await lea.page.waitForSelector('h1:text("Demande refusée")');
  other.close();
}, { attendues: [/status of 403/, /favicon/] });

journee('without a login the waiting page leads to the sign-in page, and back', async (lea) => {
  await lea.page.goto('/portefeuille?page=2');
  await lea.page.waitForURL('**/connexion?vers=%2Fportefeuille%3Fpage%3D2');
  await lea.page.click('[data-persona="0"]');
  await lea.page.waitForURL('**/portefeuille?page=2');
}, { attendues: [/status of 401/] });
