// What people do about accounts, each before a browser of her own: who is not under an authenticator is a persona.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { branche } from './authentificateur.mjs';

/** Personas of the structure with dossiers, in the order of the sign-in page. */
export const LEA = 0, KARIM = 1, VALERIE = 2, ACCUEIL = 3, DIRECTION = 4, GESTIONNAIRE = 5, REFERENT = 6, DPO = 7;

/** The direction of the first structure of the network. */
export const DIRECTION_AILLEURS = 10;

/** A phone. */
export const TELEPHONE = { viewport: { width: 390, height: 844 } };

export const INES = { prenom: 'Inès', nom: 'Lefèvre', mail: 'ines.lefevre@cairn.example', fonction: 'Conseillère en insertion' };

const FICHE = /\/habilitations\/([0-9a-f]{32})/;

/** Comes in as this persona, who may be beyond those that the sign-in page shows first. */
export async function incarne(agent, n, { personas }, vers = '/compte') {
  const { page } = agent;
  await page.goto(`/connexion?vers=${encodeURIComponent(vers)}`);
  if (!(await page.$(`[data-persona="${n}"]`))) await page.fill('#cherche', personas[n].nom);
  await page.click(`[data-persona="${n}"]`);
  await page.waitForURL((url) => url.pathname !== '/connexion');
  return agent;
}

/** Presses the button of a gesture, reads what it signs, signs; gives what was said before the browser's prompt. */
export async function signe(page, bouton, vers) {
  await page.click(bouton);
  await page.waitForSelector('#geste[open]');
  const dit = await page.textContent('#geste [data-dit]');
  await Promise.all([page.waitForURL(vers), page.click('#geste [data-signer]')]);
  return dit.replace(/\s+/g, ' ').trim();
}

/** Proposes a newcomer; gives her account, and how many fields the form asked for. */
export async function propose({ page }, carte = INES, role = 'conseiller') {
  await page.goto('/habilitations/nouvelle');
  const champs = await page.$$eval('#proposition :is(input:not([type="hidden"]), select, textarea)', (all) => all.length);
  for (const [champ, value] of Object.entries(carte)) await page.fill(`#${champ}`, value);
  await page.selectOption('#role', role);
  const dit = await signe(page, '#proposition .premier', '**/habilitations/*?fait=proposition');
  return { compte: FICHE.exec(page.url())[1], champs, dit };
}

/** Makes a gesture of the account's own page. */
export async function geste({ page }, compte, cle, fait) {
  await page.goto(`/habilitations/${compte}?geste=${cle}`);
  await signe(page, `details[id="${cle}"] button`, `**/habilitations/${compte}?fait=${fait}`);
}

/** The state that an account's page says, in a word. */
export async function etat({ page }, compte) {
  await page.goto(`/habilitations/${compte}`);
  return (await page.textContent('.faits .pastille')).trim();
}

/** The account of this name, in the table of who may what. */
export async function compteDe({ page }, nom) {
  await page.goto('/acces');
  return FICHE.exec(await page.getAttribute(`th a:text-is("${nom}")`, 'href'))[1];
}

/** What a page answers, to this person. */
export const ouvre = async ({ page }, lien) => (await page.goto(lien)).status();

/** Knocks, as a persona or with the key that is plugged in, and is not let in. */
export async function frappe({ page }, persona = '') {
  await page.goto('/connexion');
  await page.click(persona === '' ? '[data-entrer=""]' : `[data-persona="${persona}"]`);
  await page.waitForSelector('.erreurs:not([hidden])');
}

/** Who was drawn to judge this demand, as the account's page says it to whoever follows it: numbers of personas. */
export async function tires({ page }, compte, { personas }) {
  await page.goto(`/habilitations/${compte}`);
  const lines = await page.$$eval('section[aria-labelledby="demande"] li', (all) => all.map((line) => line.textContent));
  assert.ok(lines.length >= 1, 'somebody is drawn');
  return lines.map((line) => personas.findIndex(({ nom, role }) => role === 'gestionnaire' && line.includes(nom)));
}

/** All who were drawn approve, one after the other; gives the presses of the one who needed most. */
export async function approuvent(arrive, qui, compte, serveur) {
  const presses = [];
  for (const n of await tires(qui, compte, serveur)) presses.push(await approuve(await arrive(n), compte, serveur));
  return Math.max(...presses);
}

/** The drawn approver compares, waits as long as the rule asks, and approves. Gives her presses after the comparison. */
async function approuve({ page }, compte, { horloge }) {
  await page.clock.install();
  await page.goto(`/approbations/${compte}`);
  const oui = '[data-apres] form[action$="/approbation"] button';
  assert.ok(await page.isDisabled(oui), 'twenty seconds to compare');
  horloge.avance({ secondes: 20 });
  await page.clock.runFor(20_000);
  const presses = await pressesDe(page);
  await signe(page, oui, '**/approbations?*');
  return presses();
}

/** Counts the presses of a page from now on; the last one may leave it. */
async function pressesDe(page) {
  let n = 0;
  await page.exposeFunction('presse', () => { n += 1; });
  await page.evaluate(() => document.addEventListener('click', (event) => event.isTrusted && globalThis.presse(), true));
  return () => n;
}

/** The parrain opens the address; gives it. */
export async function ouvreAdresse({ page }, compte) {
  await page.goto(`/parrainages/${compte}`);
  await page.click('form[action$="/adresse"] button');
  return new URL(await page.textContent('section[aria-labelledby="adresse"] code')).pathname;
}

/** A newcomer with her phone makes two keys at this address; gives what each key keeps. */
export async function faitDeuxCles({ page, contexte }, adresse) {
  const cdp = await contexte.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await page.goto(adresse);
  const cles = [];
  for (const n of [1, 2]) {
    await page.waitForSelector(`h2:has-text("Clé ${n} sur 2")`);
    const cle = await branche(cdp);
    await Promise.all([page.waitForEvent('load'), page.click('[data-lier]')]);
    cles.push(await cle.retire());
  }
  await page.waitForSelector('.phrase.grande');
  return { cdp, cles };
}

export const mots = async ({ page }) => {
  await page.waitForSelector('.phrase.grande');
  return page.$$eval('.phrase.grande b', (all) => all.map((mot) => mot.textContent));
};

/** Both stand together: the address, two keys, the same four words, the signature. Gives the newcomer's keys, and the forms
 * that the parrain sent. */
export async function parraine(parrain, arrivante, compte) {
  const sent = new Set();
  const note = (request) => {
    const path = new URL(request.url()).pathname;
    if (request.method() === 'POST' && path.startsWith('/parrainages/')) sent.add(path.split('/').at(-1));
  };
  parrain.page.on('request', note);
  const adresse = await ouvreAdresse(parrain, compte);
  const made = await faitDeuxCles(arrivante, adresse);
  const [siens, miens] = [await mots(arrivante), await mots(parrain)];
  assert.equal(siens.length, 4);
  assert.deepEqual(siens, miens, 'both pages show the same four words');
  const dit = await signe(parrain.page, 'form[action$="/signature"] button', '**/parrainages?signe=1');
  parrain.page.off('request', note);
  return { ...made, dit, gestes: [...sent] };
}

/** Enters with the one key that is plugged in, as everybody does. */
export async function entreParCle({ page }, vers = '/compte') {
  await page.goto(`/connexion?vers=${encodeURIComponent(vers)}`);
  await page.click('[data-entrer=""]');
  await page.waitForURL((url) => url.pathname !== '/connexion');
}

/** Reads the course to its end, answers every question as the course teaches, and signs the certificate; gives its screens. */
export async function seForme({ page }) {
  await page.goto('/formation');
  await page.click('.actions .premier');
  let ecrans = 0;
  for (; !page.url().endsWith('/formation/examen') && ecrans < 60; ecrans += 1) {
    const before = page.url();
    await page.click('a[rel="next"]');
    await page.waitForURL((url) => url.href !== before);
  }
  await repond(page, (juste) => juste);
  await signe(page, '#certificat .premier', (url) => url.pathname === '/formation');
  return ecrans;
}

/** Ticks what `choisit(isRight)` says, and hands the sheet in. */
export async function repond(page, choisit) {
  const justes = bonnesReponses();
  for (const case_ of await page.$$('#examen .coche')) {
    const juste = justes.has(await (await case_.$('label')).textContent());
    if (choisit(juste)) await (await case_.$('input')).check();
  }
  await page.click('#examen .premier');
  await page.waitForSelector('#examen', { state: 'detached' });
}

/** Right answers, read where the course is written. */
function bonnesReponses() {
  const folder = fileURLToPath(new URL('../../crates/domaine/src/formation', import.meta.url));
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.rs'));
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const words = (literal) => literal.replace(/\\\n\s*/g, '').replace(/\\"/g, '"');
  return new Set([...text.matchAll(/\boui\(\s*t\(\s*"((?:[^"\\]|\\[^])*)"/g)].map(([, literal]) => words(literal)));
}

/** The steps of an account's history, with the bytes of their entries, as its export gives them. */
export async function preuves({ page }, compte) {
  const { pas } = await page.evaluate(async (id) => (await fetch(`/habilitations/${id}/preuves`)).json(), compte);
  return pas.map(({ octets, enonce, entree }) => {
    const bytes = Buffer.from(octets, 'base64');
    return { genre: bytes[1], regle: bytes[3], temps: Number(bytes.readBigUInt64BE(8)), jusqu: Number(bytes.readBigUInt64BE(208)), enonce, entree };
  });
}
