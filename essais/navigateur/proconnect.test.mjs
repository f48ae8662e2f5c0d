// ProConnect in a browser: the tab that left goes on, another one does not, and nobody is signed in by somebody else's answer.
//
// It needs `npm ci` in essais/federation too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Agent, ouvre } from './navigateur.mjs';
import { estVitrine } from './serveur.mjs';
import { serveurFedere } from './federe.mjs';

const packages = fileURLToPath(new URL('../federation/node_modules/oidc-provider', import.meta.url));
const sans = (estVitrine || process.env.CAIRN_ADRESSE) ? 'needs a server of its own'
  : !existsSync(packages) && !process.env.CI && 'npm ci in essais/federation is missing';

let serveur;
let navigateur;
before(async () => {
  if (!sans) [serveur, navigateur] = [await serveurFedere(), await ouvre()];
});
after(async () => {
  await navigateur?.close();
  await serveur?.arrete();
});

const BOUTON = '[data-proconnect]';

test('the tab that left comes back to a page that opens nothing, and the session there ends', { skip: sans }, async () => {
  const lea = await Agent.arrive(navigateur, serveur.adresse);
  await lea.page.goto('/connexion');
  await lea.page.click(BOUTON);
  await lea.page.click('button[value="lea"]');
  await lea.page.waitForSelector('kbd');
  assert.equal(new URL(lea.page.url()).pathname, '/connexion/proconnect/retour');
  assert.doesNotMatch(lea.page.url(), /code|state/, 'what came back is not left in the address');
  assert.match(await lea.page.textContent('h1'), /Aucun compte/);
  assert.deepEqual(await lea.page.evaluate(() => [sessionStorage.length, document.cookie]), [0, '']);

  await lea.page.goto('/connexion/proconnect/retour?code=code&state=etat');
  assert.match(await lea.page.textContent('#suite'), /Rien n'a commencé/, 'what it left with serves once');

  await lea.page.goto('/connexion');
  await lea.page.click(BOUTON);
  await lea.page.waitForSelector('[data-sortie]');
  await lea.page.click('[data-sortie]');
  await lea.page.click('button[name="logout"]');
  await lea.page.waitForURL(/proconnect=fini/);
  assert.match(await lea.page.textContent('[role="status"]'), /Au revoir/);
  lea.sansPlainte(/favicon\.ico/); // the provider's own
  await lea.part();
});

test("an answer that somebody else sends signs nobody in", { skip: sans }, async () => {
  // He leaves with his own browser, says who he is, and keeps the address that he is sent back to.
  const voleur = await Agent.arrive(navigateur, serveur.adresse);
  await voleur.page.goto('/connexion');
  const adresse = await voleur.page.evaluate(async () => (await cairn.post('/connexion/proconnect', {})).adresse);
  const retour = await serveur.parcourt(adresse, 'cle');
  assert.match(retour, /retour\?code=/);

  const lea = await Agent.arrive(navigateur, serveur.adresse);
  const posts = [];
  lea.contexte.on('request', (request) => { if (request.method() === 'POST') posts.push(request.url()); });
  await lea.page.goto('/connexion');
  await lea.page.goto(retour);
  await lea.page.waitForFunction(() => document.getElementById('suite').textContent.startsWith('Rien'));
  assert.deepEqual(posts, []);
  await lea.part();
  await voleur.part();
});
