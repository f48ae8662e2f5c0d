// Two people over the same dossier lose nothing of either, and nobody leaves a form that holds something without being asked.
import assert from 'node:assert/strict';
import { journees } from './journee.mjs';

const journee = journees();
const DOSSIER = /\/dossiers\/[0-9a-f]{32}(\?ecrit.*)?$/;

/** Léa and Karim, each with the same part of the same dossier before them. */
async function ensemble(lea, arrive, n, partie) {
  await lea.entre(0);
  const { lien } = (await lea.portefeuille())[n];
  const karim = await (await arrive()).entre(1);
  for (const { page } of [lea, karim]) await page.goto(`${lien}/modifier?partie=${partie}`);
  return { lien, karim };
}

async function ecrit({ page }, champs) {
  for (const [champ, value] of Object.entries(champs)) await page.fill(`#${champ}`, value);
  await page.keyboard.press('Control+Enter');
}

/** What the dossier holds in these fields, as its form gives it. */
async function tient({ page }, lien, partie, champs) {
  await page.goto(`${lien}/modifier?partie=${partie}`);
  const there = {};
  for (const champ of Object.keys(champs)) there[champ] = await page.inputValue(`#${champ}`);
  assert.deepEqual(there, champs);
}

journee('different fields: both are kept, and the second is told', async (lea, arrive) => {
  const { lien, karim } = await ensemble(lea, arrive, 0, 'contact');
  await ecrit(karim, { telephone: '06 39 98 55 01' });
  await karim.page.waitForURL(DOSSIER);
  await ecrit(lea, { mail: 'lea.ecrit@essai.example' });
  await lea.page.waitForSelector('[data-ecrit]:has-text("Téléphone")');
  assert.match(await lea.page.textContent('[data-ecrit]'), /Ce qu'il a écrit est gardé/);
  await lea.page.waitForSelector('dd:text("06 39 98 55 01")');
  await tient(lea, lien, 'contact', { telephone: '0639985501', mail: 'lea.ecrit@essai.example' });
});

journee('the same field: both values are shown, mine is kept when I say so, and the rest of my form with it', async (lea, arrive) => {
  const { lien, karim } = await ensemble(lea, arrive, 1, 'contact');
  await ecrit(karim, { telephone: '06 39 98 55 02', commune: 'Lille' });
  await karim.page.waitForURL(DOSSIER);
  await ecrit(lea, { telephone: '06 39 98 55 03', mail: 'reste@essai.example' });
  await lea.page.waitForSelector('.conflit');
  const offered = await lea.page.$$eval('.conflit b', (all) => all.map((b) => b.textContent.replace(/\s/g, '')));
  assert.deepEqual(offered, ['0639985503', '0639985502']);
  assert.match(await lea.page.textContent('[role="alert"]:not([hidden])'), /Karim/);
  assert.equal(await lea.page.evaluate(() => document.activeElement.getAttribute('role')), 'alert');
  await lea.page.check('#telephone-mienne');
  await lea.page.click('#modification .premier');
  await lea.page.waitForURL(DOSSIER);
  await tient(lea, lien, 'contact', { telephone: '0639985503', mail: 'reste@essai.example', commune: 'Lille' });
}, { attendues: [/status of 409/] });

journee('the same field: theirs is kept when I say so', async (lea, arrive) => {
  const { lien, karim } = await ensemble(lea, arrive, 2, 'identite');
  await ecrit(karim, { 'nom-usage': 'Essai-Karim' });
  await karim.page.waitForURL(DOSSIER);
  await ecrit(lea, { 'nom-usage': 'Essai-Léa', 'autres-prenoms': 'Noa' });
  await lea.page.waitForSelector('.conflit');
  await lea.page.check('#nom-usage-autre');
  await lea.page.click('#modification .premier');
  await lea.page.waitForURL(DOSSIER);
  await tient(lea, lien, 'identite', { 'nom-usage': 'Essai-Karim', 'autres-prenoms': 'Noa' });
}, { attendues: [/status of 409/] });

journee('what is to correct is said in the order of the form, and the first field has the focus', async (lea) => {
  await lea.entre();
  const { lien } = (await lea.portefeuille())[4];
  await lea.page.goto(`${lien}/modifier?partie=contact`);
  await lea.page.evaluate(() => { document.getElementById('modification').noValidate = true; });
  await ecrit(lea, { mail: 'sans arobase', telephone: '06' });
  await lea.page.waitForSelector('.bilan:not([hidden])');
  assert.deepEqual(await lea.page.$$eval('.bilan a', (links) => links.map((a) => a.getAttribute('href'))), ['#telephone', '#mail']);
  assert.equal(await lea.page.evaluate(() => document.activeElement.id), 'telephone');
  await lea.page.click('.bilan a[href="#mail"]');
  assert.equal(await lea.page.evaluate(() => document.activeElement.id), 'mail');
}, { attendues: [/status of 422/] });

journee('leaving a form that holds something is asked first; an untouched or a saved one is not', async (lea) => {
  await lea.entre();
  const { lien } = (await lea.portefeuille())[3];
  const asked = [];
  lea.page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  await lea.page.goto(`${lien}/modifier?partie=contact`);
  await lea.page.click('nav a[href="/portefeuille"]');
  await lea.page.waitForSelector('h1:text("Mon portefeuille")');
  assert.deepEqual(asked, []);

  await lea.page.goto(`${lien}/modifier?partie=contact`);
  await lea.page.fill('#mail', 'presque@essai.example');
  await lea.page.click('nav a[href="/portefeuille"]', { noWaitAfter: true });
  await lea.page.waitForFunction(() => document.getElementById('mail').value === 'presque@essai.example');
  for (let n = 0; asked.length === 0 && n < 50; n += 1) await lea.page.waitForTimeout(20);
  assert.deepEqual(asked, ['beforeunload']);
  assert.equal(new URL(lea.page.url()).pathname, `${lien}/modifier`);

  await lea.page.press('#mail', 'Control+Enter');
  await lea.page.waitForURL(DOSSIER);
  assert.deepEqual(asked, ['beforeunload'], 'a form that was saved is left in peace');
});
