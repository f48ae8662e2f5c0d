// A year of accounts, in a few minutes: a review where a decoy is approved, then a certificate that ends at its very second.
import assert from 'node:assert/strict';
import * as c from './comptes.mjs';
import { reseau } from './reseau.mjs';

const essai = reseau();

/** Nobody comes for 45 days and the account sleeps: whoever matters here comes every 41. */
const PAS = { jours: 41 };

/** On the 92nd and the 184th day a review has just begun. */
const DIX = { jours: 10 };

const noms = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent.trim().replace(/,$/, '')));

/** Signs for a line of the review, which says that the account is needed. */
async function certifie({ page }, nom) {
  await page.goto('/campagnes');
  await c.signe(page, `section:has(h2:text-is("${nom}")) form button`, '**/campagnes?fait=signe');
}

essai('a decoy is approved: the review begins again, with somebody beside', async (arrive, serveur) => {
  const { horloge, personas } = serveur;
  const entrent = async (...qui) => { for (const [agent, n] of qui) await c.incarne(agent, n, serveur); };
  horloge.avance(PAS);
  const [lea, direction, dpo] = [await arrive(c.LEA), await arrive(c.DIRECTION), await arrive(c.DPO)];
  // Grants of a year are made to last a little longer, while those who may do it are there.
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  for (const n of [c.LEA, c.DIRECTION]) {
    const compte = await c.compteDe(gestionnaire, personas[n].nom);
    await c.geste(gestionnaire, compte, 'renouveler', 'renouvellement');
    await c.approuvent(arrive, gestionnaire, compte, serveur);
  }

  horloge.avance(PAS);
  await entrent([lea, c.LEA], [direction, c.DIRECTION], [dpo, c.DPO]);
  horloge.avance(DIX);
  await entrent([direction, c.DIRECTION], [dpo, c.DPO]);
  const { page } = direction;
  await page.goto('/acces');
  const vrais = await noms(page, 'tbody th');
  await page.goto('/campagnes');
  const lignes = await noms(page, 'main section h2');
  const leurres = lignes.filter((nom) => !vrais.includes(nom));
  assert.ok(leurres.length >= 1 && lignes.includes(personas[c.DPO].nom), `${lignes}`);
  assert.ok(lignes.length > leurres.length, 'decoys stand among true lines');

  const bouton = (nom) => `section:has(h2:text-is("${nom}")) form button`;
  await page.click(bouton(leurres[0]));
  await page.waitForSelector('.avis.danger[role="alert"]');
  assert.equal(await page.isVisible('#geste[open]'), false, 'nothing is signed');
  assert.ok(await page.isDisabled(bouton(personas[c.DPO].nom)), 'nobody sits beside her yet');
  const deNouveau = await noms(page, 'main section h2');
  assert.ok(!deNouveau.includes(leurres[0]), 'other decoys');

  await dpo.page.goto('/campagnes');
  assert.match(await dpo.page.textContent('section[aria-labelledby="a-cote"]'), new RegExp(personas[c.DIRECTION].nom));
  await dpo.page.click('form[action="/campagnes/reprise"] button');
  await dpo.page.waitForURL('**/campagnes?fait=*');
  await certifie(direction, personas[c.DPO].nom);
  assert.match(await page.textContent('.avis.succes'), /signé/);
});

essai('a certificate ends at its second; the course again, and somebody else wakes', async (arrive, serveur) => {
  const { horloge, personas } = serveur;
  const lea = await arrive(c.LEA);
  const direction = await arrive(c.DIRECTION);
  const [premier, second] = await lea.portefeuille();
  const compte = await c.compteDe(direction, personas[c.LEA].nom);
  const formations = (await c.preuves(direction, compte)).filter(({ genre }) => genre === 78);
  assert.equal(formations.length, 1);
  const fin = formations[0].jusqu;
  const passe = async (duree = PAS) => {
    horloge.avance(duree);
    await c.incarne(lea, c.LEA, serveur);
    await c.incarne(direction, c.DIRECTION, serveur);
  };

  await passe();
  await arrive(c.DPO);
  await passe();
  await arrive(c.DPO);
  await passe(DIX);
  await certifie(await arrive(c.DPO), personas[c.DIRECTION].nom);
  await certifie(direction, personas[c.LEA].nom);
  for (let n = 0; n < 4; n += 1) await passe();
  await c.seForme(direction);

  horloge.avance({ secondes: (fin - horloge.maintenant) / 1000 - 600 });
  await c.incarne(lea, c.LEA, serveur);
  horloge.arrete(fin - 1_000);
  assert.equal(await c.ouvre(lea, premier.lien), 200, 'one second before');
  horloge.arrete(fin - 1);
  assert.equal(await c.ouvre(lea, premier.lien), 200, 'the last millisecond');
  horloge.arrete(fin);
  assert.equal(await c.ouvre(lea, second.lien), 403, 'at the instant');
  assert.match(await lea.page.textContent("main"), /n'ouvre plus[^]*formation/);
  await lea.page.goto('/compte');
  assert.match(await lea.page.textContent('main'), /formation à passer ou à repasser/);

  horloge.avance({ secondes: 1 });
  await c.seForme(lea);
  assert.equal(await c.ouvre(lea, second.lien), 403, 'the course alone wakes nobody');
  await c.incarne(direction, c.DIRECTION, serveur);
  await c.geste(direction, compte, 'reveiller', 'reveil');
  assert.equal(await c.ouvre(lea, second.lien), 200);
});
