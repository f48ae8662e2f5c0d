// A real base, with Chromium's own authenticator: two keys bound at the one-use address that `cairn amorcer` printed,
// then the door opens. The vitrine has an address of its own.
import assert from 'node:assert/strict';
import { branche } from './authentificateur.mjs';
import { examine } from './examen.mjs';
import { journees } from './journee.mjs';
import { estVitrine, serveur, serveurReel } from './serveur.mjs';

// A server that was not started here has nobody left to enrol.
const isOurs = !process.env.CAIRN_ADRESSE;
const journee = journees(isOurs && !estVitrine ? serveurReel : serveur);

const LINA = { 'nom-naissance': 'Essai', prenom: 'Lina', naissance: '2006-05-12' };

if (isOurs) {
  journee('two authenticators are bound, then either opens; a dossier is made and opened', async (lea, _, ours) => {
    const { page } = lea;
    const address = ours.enrolement ?? '/enrolement/essai-de-la-vitrine';
    const cdp = await lea.contexte.newCDPSession(page);
    await cdp.send('WebAuthn.enable');

    await page.goto(address);
    await page.waitForSelector('main p:text("Clé 1 sur 2")');
    assert.deepEqual(await examine(page, 'enrolement'), []);
    const first = await branche(cdp);
    await page.click('[data-lier]');
    await page.waitForSelector('main p:text("Clé 2 sur 2")');

    // The same key twice is not two keys.
    await page.click('[data-lier]');
    await page.waitForSelector('.erreurs:not([hidden])');
    const kept = await first.retire();

    const second = await branche(cdp);
    await page.click('[data-lier]');
    await page.waitForSelector('main p:text("vous pouvez entrer")');
    await page.click('[data-entrer=""]');
    await page.waitForSelector('#requete');

    await second.retire();
    await branche(cdp, kept);
    await page.click('form.agent button');
    await page.waitForURL('**/connexion?parti=1');
    await page.click('[data-entrer=""]');
    await page.waitForSelector('#requete');

    await page.goto('/dossiers/nouveau');
    for (const [champ, value] of Object.entries(LINA)) await page.fill(`#${champ}`, value);
    await page.press('#prenom', 'Enter');
    await page.waitForSelector('#suite-titre:focus');
    await page.fill('#telephone', '06 39 98 12 34');
    await page.check('[name="sexe"][value="F"]');
    await page.press('#telephone', 'Control+Enter');
    await page.waitForSelector('#entretien');
    if (!estVitrine) {
      await lea.voitDossier('Lina Essai');
      await page.goto('/portefeuille');
      await page.waitForSelector('.liste b:text("Lina Essai")');
      await page.goto(address);
      await page.waitForSelector('h1:text("Adresse fermée")');
    }
  }, { attendues: [/status of 404/] });
}

journee('an address that has served, or never was, says so and no more', async (lea) => {
  await lea.page.goto('/enrolement/0000-jamais-donnee');
  await lea.page.waitForSelector('h1:text("Adresse fermée")');
}, { attendues: [/status of 404/] });

journee('no key answers: the page says so and stays', async (lea) => {
  const cdp = await lea.contexte.newCDPSession(lea.page);
  await cdp.send('WebAuthn.enable');
  const empty = await branche(cdp);
  await lea.page.goto('/connexion');
  await lea.page.click('[data-entrer=""]');
  await lea.page.waitForSelector('.erreurs:not([hidden])');
  assert.match(await lea.page.textContent('.erreurs'), /Aucune clé/);
  await empty.retire();
});
