// The pages of a day in every state, on a Monday of a structure at work: as etats.mjs does for the others.
import { incarne } from './comptes.mjs';

const DOSSIER = /\/dossiers\/[0-9a-f]{32}/;

/** `langue`: the language of each reader, the browser's own when it is left out. */
export async function* etats(arrive, serveur, langue) {
  const entre = async (role, vers) => {
    const rang = serveur.personas.findIndex((one) => one.role === role);
    return parle(await incarne(await arrive(), rang, serveur, vers), langue);
  };
  const lea = await parle(await (await arrive()).entre(0), langue);
  yield* journee(lea);
  yield* agenda(lea);
  yield* rendezVous(lea);
  yield* dossier(lea);
  const animatrice = await entre('referent_collectif', '/');
  yield* ateliers(animatrice);
  const desk = await entre('accueil', '/accueil');
  yield* accueil(desk);
  yield* arrives(lea);
  const directrice = await entre('direction', '/');
  yield* direction(directrice);
  yield* reperage(directrice, lea);
}

async function parle(agent, langue) {
  if (!langue) return agent;
  await Promise.all([agent.page.waitForURL(`**langue=${langue}`), agent.page.click(`[data-langue="${langue}"]`)]);
  return agent;
}

/** Unfolds what is folded, menus left alone. */
const deplie = (page, selector = 'main details:not(.menu)') => page.evaluate((which) => {
  for (const one of document.querySelectorAll(which)) one.open = true;
}, selector);

async function* journee({ page }) {
  await page.goto('/');
  yield ['journee', page];
  await page.click('[data-compte="a-rappeler"]');
  await page.waitForURL('**/portefeuille?**');
  yield ['journee-liste', page];
}

async function* agenda({ page }) {
  await page.goto('/agenda');
  yield ['agenda-jour', page];
  await page.click('.agenda li details summary');
  yield ['agenda-jour-gestes', page];
  await page.goto('/agenda?vue=semaine');
  yield ['agenda-semaine', page];
  const [lundi] = /\d{4}-\d\d-\d\d/.exec(await page.getAttribute('.agenda h3 a', 'href'));
  const plus = (days) => new Date(Date.parse(lundi) + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/agenda?jour=${plus(6)}`);
  yield ['agenda-jour-vide', page];
  await page.goto(`/agenda?jour=${plus(-70)}&vue=semaine`);
  yield ['agenda-semaine-vide', page];
  await page.goto('/agenda');
  await page.click('#changer summary');
  yield ['agenda-changer', page];
  const collegue = await page.$$eval('#agent option', (all) => all.find((one) => !one.selected && one.value !== 'tous').value);
  await page.goto(`/agenda?agent=${collegue}&vue=semaine`);
  yield ['agenda-collegue', page];
  await page.goto('/agenda?agent=tous');
  yield ['agenda-tous', page];
  await page.goto(`/agenda/impression?jour=${plus(1)}`);
  yield ['agenda-demain', page];
  await page.emulateMedia({ media: 'print' });
  yield ['agenda-demain-papier', page];
  await page.emulateMedia({ media: 'screen' });
  await page.goto('/agenda/plage');
  yield ['agenda-plage', page];
}

async function* rendezVous({ page }) {
  await page.goto('/agenda/nouveau');
  yield ['rendez-vous', page];
  await page.goto('/');
  const nom = await page.textContent('#aujourdhui li.planifie b');
  await page.goto('/agenda/nouveau');
  await page.fill('#requete', nom.trim());
  await page.press('#requete', 'Enter');
  await page.waitForSelector('#qui-resultats .liste');
  yield ['rendez-vous-avec-qui', page];
  await page.click('#qui-resultats .liste a');
  await page.waitForSelector('#rendez-vous:not([data-sans-personne])');
  await deplie(page);
  yield ['rendez-vous-choisi', page];
  await page.goto('/agenda');
  await page.click('.agenda li details summary');
  await page.click('.agenda li details[open] a[href^="/agenda/report"]');
  await page.waitForSelector('#rendez-vous');
  yield ['rendez-vous-reporter', page];
}

async function* dossier({ page }) {
  await page.goto('/');
  await page.click('#aujourdhui li.planifie a');
  await page.waitForURL((url) => DOSSIER.test(url.pathname));
  await page.waitForSelector('#entretien');
  yield ['dossier-rendez-vous', page];
  await deplie(page, 'main .partie, main .pourquoi');
  yield ['dossier-parties', page];
  await page.reload();
  await page.waitForSelector('#entretien');
  for (const [contenu, attendu] of [['offre', '#cherche-offre'], ['situation', '#type']]) {
    await page.click(`[data-contenu$="/${contenu}"] summary`);
    await page.waitForSelector(attendu);
  }
  await page.click('#suivant-autre');
  yield ['dossier-panneau-ouvert', page];
  await page.goto(`${page.url().split('?')[0]}?quoi=modification`);
  yield ['dossier-modifications', page];
}

async function* ateliers({ page }) {
  await page.goto('/');
  yield ['journee-referent-collectif', page];
  await page.goto('/ateliers');
  yield ['ateliers', page];
  const lien = await page.getAttribute('.seances a', 'href');
  await page.goto(lien);
  yield ['atelier', page];
  await deplie(page);
  yield ['atelier-modifier', page];
  await page.goto(`${lien}?feuille=emargement`);
  yield ['atelier-feuille', page];
  await page.goto('/ateliers/nouveau');
  await deplie(page);
  yield ['atelier-nouveau', page];
  await page.goto('/ateliers?vue=a-clore');
  yield ['ateliers-a-clore', page];
  await page.click('.seances a');
  await page.waitForSelector('#emargement');
  yield ['atelier-emargement', page];
  const autre = await page.getAttribute('tr:has(#p0) a[href*="pour="]', 'href');
  await page.goto(new URL(autre, page.url()).href);
  yield ['atelier-gestes', page];
  await page.click('#p0');
  await page.click('#emargement .premier');
  await page.waitForSelector('.avis.succes');
  yield ['atelier-emarge', page];
  await page.click('#cloture button');
  await page.waitForSelector('[name="absents"]', { state: 'attached' });
  yield ['atelier-oublies', page];
  await page.click('form:has([name="absents"]) .premier');
  await page.waitForSelector('main:not(:has([name="absents"])):not(:has(#cloture)) .avis.succes');
  yield ['atelier-clos', page];
}

async function* accueil({ page }) {
  await page.goto('/accueil');
  yield ['accueil', page];
  const attendus = await page.$$eval('section[aria-labelledby="attendus"] li:has(button[value="ticket"]) b', (all) => all.map((one) => one.textContent));
  await Promise.all([page.waitForNavigation(), page.click('section[aria-labelledby="attendus"] button[value="ticket"]')]);
  await page.fill('#requete', attendus.at(-1));
  await page.waitForSelector('#resultats button[value="appel"]');
  yield ['accueil-reponses', page];
  await deplie(page, '#qui details, #recherche details');
  if (await page.$('#texte')) await page.fill('#texte', 'Rappeler avant midi');
  await Promise.all([page.waitForNavigation(), page.click('#resultats button[value="appel"]')]);
  yield ['accueil-ticket', page];
  const contact = await page.getAttribute('section[aria-labelledby="attendent"] a', 'href');
  await page.goto(contact);
  yield ['accueil-contact', page];
  await page.goto('/agenda?agent=tous');
  yield ['accueil-agenda', page];
}

/** What the front desk did reads in her day. */
async function* arrives({ page }) {
  await page.goto('/accueil');
  yield ['accueil-vu-par-conseillere', page];
  await page.goto('/');
  yield ['journee-arrive', page];
  await page.goto('/qualite');
  yield ['qualite-siens', page];
}

async function* direction({ page }) {
  yield ['journee-direction', page];
  await page.goto('/repartition');
  yield ['repartition', page];
  await page.selectOption('#de', { index: 1 });
  await page.selectOption('#par', { index: 3 });
  await page.fill('#jusqu-au', await page.getAttribute('#jusqu-au', 'max'));
  await page.click('#reprendre .premier');
  await page.waitForSelector('section[aria-labelledby="remplacements"] li:nth-child(2)');
  yield ['remplacements', page];
  await page.click('tbody th a');
  await page.waitForSelector('#reaffecter');
  yield ['repartition-personne', page];
  await page.goto('/qualite');
  await deplie(page);
  yield ['qualite', page];
  await page.goto('/catalogue');
  yield ['catalogue', page];
  await page.goto('/catalogue/rdv-objets');
  yield ['catalogue-liste', page];
}

async function* reperage(directrice, { page }) {
  await directrice.page.goto('/reperage');
  yield ['reperage-direction', directrice.page];
  await page.goto('/reperage');
  yield ['reperage', page];
  await page.click('main .liste a');
  await page.waitForSelector('#issue');
  yield ['reperage-liste', page];
  await Promise.all([page.waitForNavigation(), page.click('button[form="issue"]')]);
  yield ['reperage-issue', page];
}
