// Nobody creates power alone: a newcomer's whole way, before the browsers of everybody concerned, on the real programs
// whose clocks the test moves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { branche } from './authentificateur.mjs';
import * as c from './comptes.mjs';
import { sansHorloge } from './horloge.mjs';
import { Agent, ouvre } from './navigateur.mjs';
import { estVitrine, serveurReseau } from './serveur.mjs';

const skip = estVitrine || process.env.CAIRN_ADRESSE ? 'needs a server of its own' : sansHorloge;
const REFUS = /status of 4(0[139]|22|29)/;

let serveur, navigateur;
before(async () => {
  if (!skip) [serveur, navigateur] = [await serveurReseau(), await ouvre()];
});
after(async () => {
  await navigateur?.close();
  await serveur?.arrete();
});

/** A test among people: `arrive(persona)` brings one, at her own browser. */
function essai(nom, verbe) {
  test(nom, { skip, timeout: 180_000 }, async () => {
    const la = [];
    const arrive = async (persona, options) => {
      const agent = await Agent.arrive(navigateur, serveur.adresse, options);
      la.push(agent);
      return persona === undefined ? agent : c.incarne(agent, persona, serveur);
    };
    try {
      await verbe(arrive);
      la.forEach((agent) => agent.sansPlainte(REFUS));
    } finally {
      await Promise.all(la.map((agent) => agent.part()));
    }
  });
}

/** The state word of an account's page. */
const etat = async ({ page }, compte) => {
  await page.goto(`/habilitations/${compte}`);
  return (await page.textContent('.faits .pastille')).trim();
};

/** What a dossier's page answers, to this person. */
const ouvreDossier = async ({ page }, lien) => (await page.goto(lien)).status();

essai('a newcomer, from the proposal to her first dossier', async (arrive) => {
  const { horloge } = serveur;
  const lea = await arrive(c.LEA);
  const [premier, second] = await lea.portefeuille();
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const { compte, champs } = await c.propose(gestionnaire);
  assert.equal(await etat(gestionnaire, compte), 'attend une approbation');

  const approbatrice = await arrive(await c.tire(gestionnaire, compte, serveur));
  const clics = await c.approuve(approbatrice, compte, serveur);
  assert.equal(await etat(gestionnaire, compte), 'attend un parrain');

  const [parrain, ines] = [await arrive(c.VALERIE), await arrive(undefined, c.TELEPHONE)];
  const { cdp, cles, dit, gestes } = await c.parraine(parrain, ines, compte);
  assert.match(dit, /Inès Lefèvre/);
  console.log(`honest work: proposer ${champs} fields, approver ${clics} presses, parrain ${gestes.length} gestures`);
  assert.ok(champs <= 15 && clics <= 3 && gestes.length <= 2, `${champs} fields, ${clics} presses, ${gestes}`);

  // Her phone goes on by itself to the course; either key opens.
  await ines.page.waitForSelector('a[href="/connexion?vers=/formation"]');
  await branche(cdp, cles[1]);
  await c.entreParCle(ines, '/formation');
  const ecrans = await c.seForme(ines);
  assert.ok(ecrans >= 3, `${ecrans} screens`);
  assert.equal(await ouvreDossier(ines, premier.lien), 403, 'the day has not come');

  horloge.avance({ heures: 48 });
  await c.entreParCle(ines, premier.lien);
  await ines.voitDossier(premier.nom);
  assert.equal(await ouvreDossier(ines, second.lien), 200);

  await c.incarne(gestionnaire, c.GESTIONNAIRE, serveur);
  assert.equal(await etat(gestionnaire, compte), "à l'essai");
  const pas = await c.preuves(gestionnaire, compte);
  console.log(pas.map(({ genre, regle, enonce }) => [genre, regle, enonce.slice(0, 20)].join(' ')));
  await gestionnaire.page.goto(`/habilitations/${compte}/histoire`);
  console.log(await gestionnaire.page.textContent('.fil'));
});
