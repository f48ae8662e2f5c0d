// Nobody creates power alone: accounts are made, cut and handed over before the browsers of everybody concerned, on the real
// programs, whose clocks the tests move.
import assert from 'node:assert/strict';
import { branche } from './authentificateur.mjs';
import * as c from './comptes.mjs';
import { reseau } from './reseau.mjs';

const essai = reseau();

essai('a newcomer, from the proposal to her first dossier', async (arrive, serveur) => {
  const { horloge } = serveur;
  const [premier, second] = await (await arrive(c.LEA)).portefeuille();
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const { compte, champs } = await c.propose(gestionnaire);
  assert.equal(await c.etat(gestionnaire, compte), 'attend une approbation');

  const clics = await c.approuvent(arrive, gestionnaire, compte, serveur);
  assert.equal(await c.etat(gestionnaire, compte), 'attend un parrain');

  const [parrain, ines] = [await arrive(c.VALERIE), await arrive(undefined, c.TELEPHONE)];
  const { cdp, cles, dit, gestes } = await c.parraine(parrain, ines, compte);
  assert.match(dit, /Inès Lefèvre/);
  console.log(`honest work: proposer ${champs} fields, approver ${clics} presses, parrain ${gestes.length} gestures`);
  assert.ok(champs <= 15 && clics <= 3 && gestes.length <= 2, `${champs} fields, ${clics} presses, ${gestes}`);

  // Her phone goes on by itself to the course; the key of the drawer opens too.
  await ines.page.waitForSelector('a[href="/connexion?vers=/formation"]');
  await branche(cdp, cles[1]);
  await c.entreParCle(ines, '/formation');
  const ecrans = await c.seForme(ines);
  assert.ok(ecrans >= 3, `${ecrans} screens`);
  assert.equal(await c.ouvre(ines, premier.lien), 403, 'the day has not come');

  horloge.avance({ heures: 48 });
  await c.entreParCle(ines, premier.lien);
  await ines.voitDossier(premier.nom);
  assert.equal(await c.ouvre(ines, second.lien), 200);

  await c.incarne(gestionnaire, c.GESTIONNAIRE, serveur);
  assert.equal(await c.etat(gestionnaire, compte), "à l'essai");
  // Proposal, lot, approval, two keys, parrain, course: five of them signed by the one who did it.
  const pas = await c.preuves(gestionnaire, compte);
  assert.deepEqual(pas.map(({ genre }) => genre), [64, 65, 66, 62, 62, 68, 78]);
  assert.deepEqual(pas.map(({ enonce }) => enonce !== ''), [true, false, true, false, false, true, true]);
  await gestionnaire.page.goto(`/habilitations/${compte}/histoire`);
  const histoire = await gestionnaire.page.textContent('.fil');
  for (const qui of [c.GESTIONNAIRE, c.VALERIE]) assert.ok(histoire.includes(serveur.personas[qui].nom), histoire);
});

essai('the direction says no while the account cools: it is closed', async (arrive, serveur) => {
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const { compte } = await c.propose(gestionnaire, { ...c.INES, prenom: 'Paul', nom: 'Essai', mail: 'paul.essai@cairn.example' });
  await c.approuvent(arrive, gestionnaire, compte, serveur);
  const paul = await arrive(undefined, c.TELEPHONE);
  const { cdp, cles } = await c.parraine(await arrive(c.VALERIE), paul, compte);
  await branche(cdp, cles[0]);
  await c.entreParCle(paul);

  const direction = await arrive(c.DIRECTION);
  await c.geste(direction, compte, 'veto', 'veto');
  assert.equal(await c.etat(direction, compte), 'clos');
  assert.equal(await c.ouvre(paul, '/compte'), 401, 'cut at the next request');
  await c.frappe(paul);
});

essai('both keys are lost: a proposal, an approval, a parrain, four hours', async (arrive, serveur) => {
  const { horloge } = serveur;
  const karim = await arrive(c.KARIM);
  const [premier] = await karim.portefeuille();
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const compte = await c.compteDe(gestionnaire, serveur.personas[c.KARIM].nom);
  await c.geste(gestionnaire, compte, 'cles', 'cles');
  await c.approuvent(arrive, gestionnaire, compte, serveur);
  const telephone = await arrive(undefined, c.TELEPHONE);
  const { cdp, cles } = await c.parraine(await arrive(c.VALERIE), telephone, compte);

  assert.equal(await c.ouvre(karim, premier.lien), 401, 'what the lost keys opened is over');
  await c.frappe(karim, c.KARIM);
  await branche(cdp, cles[0]);
  await c.entreParCle(telephone);
  assert.equal(await c.ouvre(telephone, premier.lien), 403, 'four hours');
  horloge.avance({ heures: 4 });
  await c.entreParCle(telephone, premier.lien);
  await telephone.voitDossier(premier.nom);
});

essai('somebody who leaves is cut at the next request', async (arrive, { personas }) => {
  const [gestionnaire, helene] = [await arrive(c.GESTIONNAIRE), await arrive(c.ACCUEIL)];
  const compte = await c.compteDe(gestionnaire, personas[c.ACCUEIL].nom);
  assert.equal(await c.ouvre(helene, '/compte'), 200);
  await c.geste(gestionnaire, compte, 'clore', 'cloture');
  assert.equal(await c.ouvre(helene, '/compte'), 401);
  await c.frappe(helene, c.ACCUEIL);
});

essai('"ce n\'est pas moi" cuts at once, and two persons of two roles lift it', async (arrive, serveur) => {
  const nom = serveur.personas[c.REFERENT].nom;
  const [gestionnaire, sandrine] = [await arrive(c.GESTIONNAIRE), await arrive(c.REFERENT)];
  await sandrine.page.click('section[aria-labelledby="alerte"] summary');
  await sandrine.page.click('form[action="/compte/alerte"] button');
  await sandrine.page.waitForSelector('.avis.succes');
  assert.equal(await c.ouvre(sandrine, '/compte'), 401);
  await c.frappe(sandrine, c.REFERENT);

  const compte = await c.compteDe(gestionnaire, nom);
  await c.geste(gestionnaire, compte, 'retablir', 'retablissement');
  assert.equal(await c.etat(gestionnaire, compte), 'suspendu', 'one is not enough');
  await c.geste(await arrive(c.DPO), compte, 'retablir', 'retablissement');
  await c.incarne(sandrine, c.REFERENT, serveur);
  assert.equal(await c.ouvre(sandrine, '/compte'), 200);
});

essai('the Direction is handed over in one act: the former one is out', async (arrive, serveur) => {
  const [gestionnaire, lea] = [await arrive(c.GESTIONNAIRE), await arrive(c.LEA)];
  const compte = await c.compteDe(gestionnaire, serveur.personas[c.LEA].nom);
  await c.geste(gestionnaire, compte, 'direction', 'direction');
  await c.approuvent(arrive, gestionnaire, compte, serveur);
  const direction = await arrive(c.DIRECTION);
  await c.geste(direction, compte, 'passer', 'passation');
  assert.equal(await c.ouvre(direction, '/compte'), 401, 'out at the next request');
  await c.frappe(direction, c.DIRECTION);
  await lea.page.goto('/compte');
  assert.match(await lea.page.textContent('.faits'), /direction/i);
});
