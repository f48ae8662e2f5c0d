// Every page about accounts, in every state that people meet, from the first day of a newcomer to the review of accounts.
import { branche } from './authentificateur.mjs';
import * as c from './comptes.mjs';

const PAUL = { ...c.INES, prenom: 'Paul', nom: 'Essai', mail: 'paul.essai@cairn.example' };

const LISTE = [
  'Prénom;Nom;Adresse électronique;Fonction;Début;Fin',
  'Inès;Lefebvre;ines.lefevre@cairn.example;Conseillère en insertion;23/11/2026;31/08/2027',
  'Maëlys;Tanguy-Desrousseaux;maelys.tanguy@cairn.example;Conseillère numérique;01/12/2026;',
  'Léa;Masson;lea.masson@cairn.example;Conseillère;01/09/2020;31/12/2025',
].join('\n');

export async function* etats(arrive, serveur) {
  yield* moi(arrive);
  yield* formation(arrive);
  yield* vides(arrive);
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  yield* bureau(gestionnaire);
  const { compte } = await c.propose(gestionnaire);
  yield* approbation(gestionnaire, compte, arrive, serveur);
  yield* arrivee(compte, arrive, serveur);
  yield* lecteurs(compte, arrive);
  yield* quotas(arrive);
  yield* arretes(compte, arrive, serveur);
  // Before the review, which comes weeks later: a freeze lasts an hour.
  yield* gel(arrive);
  yield* revue(arrive, serveur);
}

async function* gel(arrive) {
  const { page: sienne } = await arrive(c.LEA, {}, '/bris');
  yield ['bris', sienne];
  const { page } = await arrive(c.DIRECTION, {}, '/gels');
  await c.signe(page, 'form[data-garde] .premier', '**/gels?fait=*');
  yield ['gels', page];
  await sienne.goto('/portefeuille');
  yield ['refus-gel', sienne];
}

async function* moi(arrive) {
  const { page } = await arrive(c.LEA);
  yield ['compte', page];
  await page.click('section[aria-labelledby="alerte"] summary');
  yield ['compte-alerte', page];
  await page.goto(`/habilitations/${'0'.repeat(32)}`);
  yield ['compte-absent', page];
}

async function* formation(arrive) {
  const { page } = await arrive(c.KARIM, {}, '/formation');
  yield ['formation', page];
  await page.click('.actions .premier');
  await page.waitForSelector('a[rel="next"]');
  yield ['formation-ecran', page];
  await page.goto(page.url().replace(/ecran=\d+/, 'ecran=tout'));
  yield ['formation-feuille', page];
  await page.emulateMedia({ media: 'print' });
  yield ['formation-feuille-papier', page];
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/formation/examen');
  yield ['examen', page];
  await page.click('#examen .premier');
  await page.waitForSelector('.bilan:not([hidden])');
  yield ['examen-blanc', page];
  await page.goto('/formation/examen');
  await c.repond(page, (juste) => !juste);
  yield ['examen-manque', page];
  await page.goto('/formation/examen');
  await c.repond(page, (juste) => juste);
  yield ['examen-recu', page];
  await page.click('#certificat .premier');
  await page.waitForSelector('#geste[open]');
  yield ['geste', page];
}

/** What is seen by who has nothing to do. */
async function* vides(arrive) {
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const valerie = await arrive(c.VALERIE, {}, '/parrainages');
  yield ['parrainages-vide', valerie.page];
  await gestionnaire.page.goto('/approbations');
  yield ['approbations-vide', gestionnaire.page];
  const { page } = await arrive(c.DPO, {}, '/campagnes');
  yield ['campagnes-vide', page];
  await page.goto('/quotas');
  yield ['quotas-dpo', page];
  await page.goto('/habilitations');
  yield ['bureau-dpo', page];
  const telephone = await arrive(undefined, c.TELEPHONE);
  await telephone.page.goto('/arrivee/0000-jamais-donnee');
  yield ['arrivee-fermee', telephone.page];
}

async function* bureau({ page }) {
  const donne = async (name, text) => {
    await page.setInputFiles('#fichier', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.click('#depot button:not([type="button"])');
  };
  await page.goto('/habilitations');
  yield ['bureau-vide', page];
  await donne('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
  await page.waitForSelector('#depot .erreurs:not([hidden])');
  yield ['bureau-liste-refusee', page];
  await donne('personnel.csv', LISTE);
  await page.waitForSelector('a[href*="nouvelle?rh="]');
  yield ['bureau-liste', page];
  await page.click('a[href*="nouvelle?rh="] >> nth=0');
  await page.waitForSelector('#proposition');
  yield ['proposition-de-la-liste', page];
  await page.goto('/habilitations/nouvelle');
  yield ['proposition', page];
  await page.evaluate(() => { document.getElementById('proposition').noValidate = true; });
  await page.fill('#mail', 'sans arobase');
  await page.fill('#jusqu', '2031-01-01');
  await page.selectOption('#role', 'conseiller');
  await page.click('#proposition .premier');
  await page.waitForSelector('.bilan:not([hidden])');
  yield ['proposition-a-corriger', page];
  for (const [champ, value] of Object.entries(c.INES)) await page.fill(`#${champ}`, value);
  await page.evaluate(() => { document.getElementById('jusqu').value = document.getElementById('jusqu').defaultValue; });
  await page.click('#proposition .premier');
  await page.waitForSelector('#geste[open]');
  yield ['proposition-geste', page];
  await page.click('#geste [data-fermer]');
  // What was typed is let go.
  page.once('dialog', (dialog) => dialog.accept());
  await page.goto('/compte');
}

async function* approbation(gestionnaire, compte, arrive, serveur) {
  const { page: bureau } = gestionnaire;
  yield ['fiche-proposee', bureau];
  await bureau.goto(`/approbations/${compte}`);
  yield ['approbation-pas-a-elle', bureau];
  const approbatrice = await arrive((await c.tires(gestionnaire, compte, serveur))[0], {}, '/approbations');
  const { page } = approbatrice;
  yield ['approbations', page];
  await page.goto(`/approbations/${compte}`);
  yield ['approbation', page];
  serveur.horloge.avance({ secondes: 20 });
  await page.reload();
  yield ['approbation-prete', page];
  await c.signe(page, 'form[action$="/approbation"] button', '**/approbations?*');
  yield ['approbations-signee', page];
  await bureau.goto(`/habilitations/${compte}`);
  yield ['fiche-approuvee', bureau];
}

async function* arrivee(compte, arrive, { horloge }) {
  const parrain = await arrive(c.VALERIE, {}, '/parrainages');
  yield ['parrainages', parrain.page];
  await parrain.page.goto(`/parrainages/${compte}`);
  yield ['parrainage', parrain.page];
  const adresse = await c.ouvreAdresse(parrain, compte);
  yield ['parrainage-adresse', parrain.page];
  const ines = await arrive(undefined, c.TELEPHONE);
  await ines.page.goto(adresse);
  yield ['arrivee', ines.page];
  const { cdp, cles } = await c.faitDeuxCles(ines, adresse);
  yield ['arrivee-mots', ines.page];
  await c.mots(parrain);
  yield ['parrainage-mots', parrain.page];
  await c.signe(parrain.page, 'form[action$="/signature"] button', '**/parrainages?signe=1');
  yield ['parrainages-signe', parrain.page];
  await ines.page.waitForSelector('a[href="/connexion?vers=/formation"]');
  yield ['arrivee-signee', ines.page];

  await branche(cdp, cles[0]);
  await c.entreParCle(ines);
  yield ['compte-attente', ines.page];
  await c.seForme(ines);
  yield ['formation-signee', ines.page];
  await ines.page.goto('/portefeuille');
  yield ['portefeuille-attente', ines.page];
  await ines.page.goto(`/dossiers/${'0'.repeat(32)}`);
  yield ['refus-attente', ines.page];
  horloge.avance({ jours: 8 });
  await c.entreParCle(ines);
  yield ['compte-essai', ines.page];
  const { page } = await arrive(c.VALERIE, {}, '/parrainages');
  yield ['parrainages-essais', page];
}

async function* lecteurs(compte, arrive) {
  const { page } = await arrive(c.DIRECTION, {}, '/habilitations');
  yield ['bureau-direction', page];
  await page.goto(`/habilitations/${compte}?geste=muter`);
  yield ['fiche-essai-direction', page];
  await page.goto(`/habilitations/${compte}/histoire`);
  yield ['histoire', page];
  await page.emulateMedia({ media: 'print' });
  yield ['histoire-papier', page];
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/acces');
  yield ['acces', page];
  await page.goto('/acces?role=conseiller&etat=clos');
  yield ['acces-aucun', page];
  await page.goto('/lignees');
  yield ['lignees', page];
}

async function* quotas(arrive) {
  const { page } = await arrive(c.DIRECTION, {}, '/quotas');
  yield ['quotas', page];
  await page.goto('/rallonges');
  yield ['rallonges-vide', page];
  await page.goto('/bris');
  yield ['bris-vide', page];
  await page.goto('/gels');
  yield ['gels-vide', page];
  await page.goto('/quotas');
  await page.fill('#nombre', '12');
  await c.signe(page, '#quota .premier', '**/quotas?fait=*');
  yield ['quotas-demande', page];
  const ailleurs = await arrive(c.DIRECTION_AILLEURS, {}, '/quotas');
  yield ['quotas-a-accorder', ailleurs.page];
}

async function* arretes(compte, arrive, serveur) {
  const gestionnaire = await arrive(c.GESTIONNAIRE);
  const { page: sienne } = await arrive(c.REFERENT);
  await sienne.click('section[aria-labelledby="alerte"] summary');
  await sienne.click('form[action="/compte/alerte"] button');
  await sienne.waitForSelector('.avis.succes');
  yield ['alerte-faite', sienne];
  const suspendu = await c.compteDe(gestionnaire, serveur.personas[c.REFERENT].nom);
  const { page } = gestionnaire;
  await page.goto(`/habilitations/${suspendu}?geste=retablir`);
  yield ['fiche-suspendue', page];
  const { page: alertes } = await arrive(c.DPO, {}, '/vigie');
  yield ['alertes-vide', alertes];
  await alertes.goto(`/vigie/${suspendu}`);
  yield ['alertes-compte', alertes];
  await alertes.goto('/incidents');
  yield ['incidents-vide', alertes];
  await alertes.goto(`/vigie/${suspendu}`);
  await c.signe(alertes, 'form[action="/incidents/ouverture"] button', '**/incidents/*?fait=ouvert');
  yield ['incident', alertes];
  await alertes.emulateMedia({ media: 'print' });
  yield ['incident-papier', alertes];
  await alertes.emulateMedia({ media: 'screen' });
  await alertes.goto('/incidents');
  yield ['incidents', alertes];
  await alertes.goto(`/etendue?demander=1&comptes=${suspendu}`);
  yield ['etendue', alertes];
  await alertes.goto('/etendue?demander=1&logins=zz');
  yield ['etendue-a-corriger', alertes];
  await alertes.goto('/fuites');
  yield ['fuite', alertes];
  await alertes.fill('#fuite', 'lina@essai.example');
  await alertes.click('form[action="/fuites"] button.premier');
  await alertes.waitForSelector('.bilan');
  yield ['fuite-trop-courte', alertes];
  await c.geste(gestionnaire, suspendu, 'retablir', 'retablissement');
  yield ['fiche-suspendue-une-fois', page];
  await c.geste(gestionnaire, compte, 'clore', 'cloture');
  yield ['fiche-close', page];
  // Two that wait, and then no third.
  await c.propose(gestionnaire, PAUL);
  await page.goto('/habilitations');
  yield ['bureau-attend', page];
}

async function* revue(arrive, { horloge, personas }) {
  for (const jours of [36, 36, 12]) {
    horloge.avance({ jours });
    for (const n of [c.DIRECTION, c.DPO]) await arrive(n);
  }
  const direction = await arrive(c.DIRECTION, {}, '/campagnes');
  const { page } = direction;
  yield ['campagnes', page];
  await page.click('section a.bouton >> nth=0');
  await page.waitForSelector('form[action$="/depart"]');
  yield ['campagne-plus-utile', page];
  await page.goto('/acces');
  const vrais = await page.$$eval('tbody th a', (all) => all.map((one) => one.textContent));
  await page.goto('/campagnes');
  const lignes = await page.$$eval('main section h2', (all) => all.map((one) => one.textContent));
  await page.click(`section:has(h2:text-is("${lignes.find((nom) => !vrais.includes(nom))}")) form button`);
  await page.waitForSelector('.avis.danger[role="alert"]');
  yield ['campagnes-reprise', page];
  const dpo = await arrive(c.DPO, {}, '/campagnes');
  yield ['campagnes-a-cote', dpo.page];
  await dpo.page.click('form[action="/campagnes/reprise"] button');
  await dpo.page.waitForURL('**/campagnes?fait=*');
  yield ['campagnes-levee', dpo.page];
  await page.goto('/campagnes');
  await c.signe(page, `section:has(h2:text-is("${personas[c.DPO].nom}")) form button`, '**/campagnes?fait=signe');
  yield ['campagnes-signe', page];
  await page.goto('/habilitations');
  yield ['bureau-sommeils', page];
  // Nobody saw her for 45 days: her own page says why, and what follows.
  const lea = await arrive(c.KARIM);
  yield ['compte-sommeil', lea.page];
}
