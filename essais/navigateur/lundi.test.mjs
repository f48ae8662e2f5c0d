// A Monday of a mission locale: a conseillère, the front desk, a direction and who runs the workshops, from the first rendez-vous
// to the clôture of a workshop; with a mouse, then by the keyboard alone. Gestures are counted: a click, a choice, a typed field.
import assert from 'node:assert/strict';
import { lis } from './base.mjs';
import { clavier } from './clavier.mjs';
import { incarne } from './comptes.mjs';
import { sansHorloge } from './horloge.mjs';
import { journees } from './journee.mjs';
import { serveurLundi } from './serveur.mjs';

/** Enough that nobody has two rendez-vous in these two weeks: who has another to come is not to call back. */
const DOSSIERS = 3_000;
const journee = sansHorloge ? null : journees(() => serveurLundi(DOSSIERS));
const texte = (page, selector) => page.$eval(selector, (one) => one.textContent.replace(/\s+/g, ' ').trim());

/** Hands on a mouse. */
class Souris {
  gestes = 0;

  constructor({ page }) { this.page = page; }

  async clique(selector) {
    this.gestes += 1;
    await this.page.click(selector);
  }

  async ecrit(selector, value) {
    this.gestes += 1;
    await this.page.fill(selector, value);
  }

  async choisit(selector, value) {
    this.gestes += 1;
    await this.page.selectOption(selector, value);
  }

  coche(selector) { return this.clique(selector); }
}

/** The same hands on a keyboard: what a gesture changes is alike, the way there is by Tab. */
class Clavier {
  gestes = 0;

  constructor(agent) { Object.assign(this, { page: agent.page, main: clavier(agent) }); }

  async clique(selector) {
    this.gestes += 1;
    await this.main.va(selector);
    await this.main.touche('Enter');
  }

  async ecrit(selector, value) {
    this.gestes += 1;
    await this.main.ecrit(selector, value);
    assert.equal(await this.page.inputValue(selector), value);
  }

  async choisit(selector, value) {
    this.gestes += 1;
    await this.main.va(selector);
    const steps = await this.page.$eval(selector, (one, wanted) => [...one.options].findIndex((o) => o.value === wanted)
      - one.selectedIndex, value);
    for (let n = 0; n < Math.abs(steps); n += 1) await this.main.touche(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    assert.equal(await this.page.inputValue(selector), value);
  }

  /** Radios of a name are one stop, and arrows go from one to the next. */
  async coche(selector) {
    this.gestes += 1;
    const nom = await this.page.$eval(selector, (one) => (one.type === 'radio' ? one.name : null));
    if (!nom) {
      await this.main.va(selector);
      return this.main.touche('Space');
    }
    await this.main.va(`[name="${nom}"]:checked`);
    for (let n = 0; n < 20 && !(await this.page.isChecked(selector)); n += 1) await this.main.touche('ArrowDown');
    return assert.ok(await this.page.isChecked(selector));
  }
}

/** Does what is said, and gives how many gestures it took. */
async function compte(mains, verbe) {
  const before = mains.gestes;
  await verbe();
  return mains.gestes - before;
}

/** Those of Ma journée who are expected, and were not given up: dossier, name. */
async function attendus(page) {
  await page.goto('/');
  return page.$$eval('#aujourdhui li', (lines) => lines.filter((line) => line.querySelector('button.premier')
    && !line.classList.contains('absent')).map((line) => ({
    lien: new URL(line.querySelector('a').href).pathname,
    nom: line.querySelector('b').textContent.trim(),
  })));
}

/** An hour as a form holds it ("09:30"), as French pages say it. */
const dite = (heure) => heure.replace(/^0?(\d+):/, '$1 h ');

const ligneDe = (lien) => `#aujourdhui li:has(a[href^="${lien}"])`;
const fait = (page, lien, statut) => page.waitForSelector(`#aujourdhui li.${statut} a[href^="${lien}"]`);

/** First rendez-vous: an interview, two propositions, and when they meet again. */
async function entretien({ page }, mains, { lien, nom }) {
  const dit = `Reçu à l'heure, CV à reprendre ${Date.now()}`;
  const chosen = {};
  const n = await compte(mains, async () => {
    await mains.clique(`#aujourdhui a[href^="${lien}"]`);
    await page.waitForSelector('#entretien [name="rendez-vous"]', { state: 'attached' });
    await mains.ecrit('#texte', dit);
    await mains.clique('[data-contenu$="/offre"] summary');
    await page.waitForSelector('#cherche-offre:focus');
    chosen.offres = await page.$$eval('[name="propositions"]', (all) => all.slice(0, 2).map((one) => one.labels[0].textContent));
    const ids = await page.$$eval('[name="propositions"]', (all) => all.slice(0, 2).map((one) => one.id));
    for (const id of ids) await mains.coche(`#${id}`);
    [chosen.jour, chosen.heure] = (await page.inputValue('#suivant-1')).split(' ');
    await mains.coche('#suivant-1');
    await mains.clique('#entretien .premier');
    await page.waitForSelector('[data-ecrit]');
  });
  assert.equal(await texte(page, '.bandeau h1'), nom);
  await page.waitForSelector(`.fil .texte:text("${dit}")`);
  const plan = await texte(page, '#resultats');
  for (const offre of chosen.offres) assert.ok(plan.includes(offre), `${offre} is followed`);
  await page.goto(`/agenda?jour=${chosen.jour}`);
  assert.match(await texte(page, `li:has(a[href^="${lien}"])`), new RegExp(dite(chosen.heure)));
  await page.goto('/');
  await fait(page, lien, 'present');
  return n;
}

/** What stands in the timeline of somebody, of contacts only. */
async function contacts(page, lien) {
  await page.goto(`${lien}?quoi=contact`);
  await page.waitForSelector('#evenements');
  return page.$$eval('.fil li', (all) => all.map((line) => line.textContent));
}

/** The second came: one gesture, and it is an evenement. */
async function present({ page }, mains, { lien }) {
  const before = await contacts(page, lien);
  await page.goto('/');
  const n = await compte(mains, () => mains.clique(`${ligneDe(lien)} button.premier`));
  await fait(page, lien, 'present');
  const after = await contacts(page, lien);
  assert.equal(after.filter((line) => line === after[0]).length, before.filter((line) => line === after[0]).length + 1);
  return n;
}

/** The third did not: one gesture, and he is to call back. */
async function absent({ page }, mains, { lien, nom }) {
  await page.goto('/');
  const total = async () => Number(await page.$eval('[data-compte="a-rappeler"] .compte', (one) => one.textContent).catch(() => 0));
  const before = await total();
  const n = await compte(mains, () => mains.clique(`${ligneDe(lien)} button[value="absent"]`));
  await fait(page, lien, 'absent');
  assert.equal(await total(), before + 1, `${nom} is to call back`);
  return n;
}

/** At the front desk: somebody telephones, and the call is passed on; somebody arrives. */
async function accueil({ page }, mains, appelle, arrive) {
  await page.goto('/accueil');
  const message = `Rappeler avant midi ${Date.now()}`;
  const bouton = ({ lien }, geste) => `[formaction="/accueil${lien.slice('/dossiers'.length)}"][value="${geste}"]`;
  const appel = await compte(mains, async () => {
    await mains.ecrit('#requete', appelle.nom);
    await page.waitForSelector(bouton(appelle, 'appel'));
    await mains.ecrit('#texte', message);
    await mains.clique(bouton(appelle, 'appel'));
    await page.waitForSelector(`section[aria-labelledby="appels"] :text("${message}")`);
  });
  const ticket = await compte(mains, async () => {
    await mains.ecrit('#requete', arrive.nom);
    await page.waitForSelector(bouton(arrive, 'ticket'));
    await Promise.all([page.waitForNavigation(), mains.clique(bouton(arrive, 'ticket'))]);
  });
  return { appel, ticket, message };
}

/** Somebody of Léa's is entrusted to Karim. Gives the dossier. */
async function repartit({ page }, mains) {
  let referent;
  const gestes = await compte(mains, async () => {
    await mains.clique('nav a[href="/repartition"]');
    await page.waitForSelector('h1:text("Répartition")');
    await mains.clique(`th a[href="${await page.getAttribute('th a:text("Léa")', 'href')}"]`);
    await page.waitForSelector('#reaffecter');
    await mains.coche('#d1');
    const karim = await page.$$eval('#vers option', (all) => all.map((one) => [one.value, one.textContent.split(' (')[0]])
      .find(([, nom]) => nom.startsWith('Karim')));
    referent = karim[1];
    await mains.choisit('#vers', karim[0]);
    await mains.clique('#reaffecter .premier');
    await page.waitForSelector('#d1:disabled');
  });
  return { gestes, referent, lien: `/dossiers/${await page.getAttribute('#d1', 'value')}` };
}

/** Léa will be away: Karim answers for her until a day. Then a count of what is to be put right, and its list. */
async function dirige({ page }, mains) {
  const remplacement = await compte(mains, async () => {
    await mains.clique('nav a[href="/repartition"]');
    await page.waitForSelector('#reprendre');
    const option = (id, nom) => page.$$eval(`${id} option`, (all, wanted) => all.find((one) => one.textContent.startsWith(wanted)).value, nom);
    await mains.choisit('#de', await option('#de', 'Léa'));
    await mains.choisit('#par', await option('#par', 'Karim'));
    await mains.ecrit('#jusqu-au', await page.getAttribute('#jusqu-au', 'max'));
    // Others are away too: their lines would not tell the new page from the old one.
    await Promise.all([page.waitForEvent('load'), mains.clique('#reprendre .premier')]);
    await page.waitForSelector('ul.a-gestes form [name="fin"]', { state: 'attached' });
  });
  await page.goto('/qualite');
  const combien = await texte(page, 'ul.comptes li:nth-child(2) b');
  const qualite = await compte(mains, () => mains.clique('ul.comptes li:nth-child(2) a'));
  await page.waitForSelector('#compte');
  return { remplacement, qualite, combien, dit: await texte(page, '#compte') };
}

/** A workshop of last week: who was there is said, the others were not, and it is closed. Gives its name, and the dossier of who was. */
async function cloture({ page }, mains) {
  let lien;
  await page.goto('/');
  const gestes = await compte(mains, async () => {
    await mains.clique('a[href="/ateliers?vue=a-clore"]');
    await page.waitForSelector('.seances a');
    await mains.clique('.seances a');
    await page.waitForSelector('#emargement');
    const autre = await page.getAttribute('tr:has(#p0) a[href*="pour="]', 'href');
    lien = `/dossiers/${new URL(autre, page.url()).searchParams.get('pour')}`;
    await mains.coche('#p0');
    await mains.clique('#emargement .premier');
    await page.waitForSelector('.avis.succes');
    await mains.clique('#cloture button');
    await page.waitForSelector('[name="absents"]', { state: 'attached' });
    await mains.clique('form:has([name="absents"]) .premier');
    await page.waitForSelector('main:not(:has([name="absents"])):not(:has(#cloture)) .avis.succes');
  });
  return { gestes, lien, id: digits(new URL(page.url()).pathname), nom: await texte(page, 'h1') };
}

const digits = (lien) => lien.split('/').at(-1);

/** What the base holds of these people: evenements, propositions, rendez-vous by statut, who stands or telephones. */
function base({ donnees }, gens) {
  const of = (sql) => lis(donnees, sql);
  return Object.fromEntries(Object.entries(gens).map(([qui, { lien }]) => {
    const its = `dossier = x'${digits(lien)}'`;
    const lignes = (genre) => of(`select count(distinct num) from ligne where genre = ${genre} and ${its}`)[0][0];
    const rendezVous = Object.fromEntries(of(`select statut, count(*) from rendez_vous where genre = 1 and ${its} group by statut`));
    const passages = of(`select genre, etat from passage where ${its} order by temps`).map((row) => row.join(':'));
    return [qui, { evenements: lignes(2), propositions: lignes(4), rendezVous, passages }];
  }));
}

/** What a day changed, in the base itself. Statuts: 1 planned, 2 present, 3 absent; passages: 1 ticket, 2 call, :1 waits. */
function faits(serveur, before, gens, { affecte, karim, clos }) {
  const after = base(serveur, gens);
  const plus = (qui, quoi) => after[qui][quoi] - before[qui][quoi];
  const statut = (qui, n) => (after[qui].rendezVous[n] ?? 0) - (before[qui].rendezVous[n] ?? 0);
  assert.deepEqual([plus('premier', 'evenements'), plus('premier', 'propositions')], [1, 2]);
  assert.deepEqual([statut('premier', 1), statut('premier', 2)], [0, 1], 'one was kept, another is planned');
  assert.deepEqual([plus('deuxieme', 'evenements'), statut('deuxieme', 1), statut('deuxieme', 2)], [1, -1, 1]);
  assert.deepEqual([plus('troisieme', 'evenements'), statut('troisieme', 1), statut('troisieme', 3)], [0, -1, 1]);
  assert.ok(after.premier.passages.includes('2:1') && !before.premier.passages.includes('2:1'), 'the call waits');
  assert.ok(after.quatrieme.passages.includes('1:1'), 'the ticket waits');
  const head = (lien) => lis(serveur.donnees, `select hex(referent) from entete where dossier = x'${digits(lien)}' order by etat desc limit 1`);
  assert.equal(head(affecte.lien)[0][0].toLowerCase(), karim.agent);
  const repond = `select count(*) from remplacement where de = x'${serveur.personas[0].agent}' and par = x'${karim.agent}'`;
  assert.ok(lis(serveur.donnees, repond)[0][0] >= 1, 'Karim answers for Léa');
  const seance = `from inscription i join atelier a on a.id = i.atelier where a.etat = 2 and i.dossier = x'${digits(clos.lien)}'`;
  assert.deepEqual(lis(serveur.donnees, `select i.statut ${seance} and a.id = x'${clos.id}'`), [[3]], 'she was there');
  const autres = `select distinct statut from inscription where atelier = x'${clos.id}' and statut in (1, 2)`;
  assert.deepEqual(lis(serveur.donnees, autres), [], 'nobody of a closed session is still to come');
}

const joue = (Mains) => async (lea, arrive, serveur) => {
  const quelquun = (role) => serveur.personas.findIndex((one) => one.role === role);
  const entre = async (role, vers) => incarne(await arrive(), quelquun(role), serveur, vers);
  await lea.entre();
  const mains = new Mains(lea);
  const [premier, deuxieme, troisieme, quatrieme] = await attendus(lea.page);
  assert.ok(quatrieme, 'four people are expected');
  const gens = { premier, deuxieme, troisieme, quatrieme };
  const avant = base(serveur, gens);
  const gestes = { entretien: await entretien(lea, mains, premier) };
  gestes.present = await present(lea, mains, deuxieme);
  gestes.absent = await absent(lea, mains, troisieme);

  const desk = await entre('accueil', '/accueil');
  const passe = await accueil(desk, new Mains(desk), premier, quatrieme);
  Object.assign(gestes, { appel: passe.appel, ticket: passe.ticket });
  await lea.page.goto('/');
  await lea.page.waitForSelector(`#arrive :text("${passe.message}")`);
  await lea.page.waitForSelector(`${ligneDe(quatrieme.lien)} strong`);

  const directrice = await entre('direction', '/');
  const affecte = await repartit(directrice, new Mains(directrice));
  gestes.affectation = affecte.gestes;
  const mene = await dirige(directrice, new Mains(directrice));
  Object.assign(gestes, { remplacement: mene.remplacement, qualite: mene.qualite });
  assert.equal(mene.dit.match(/\d+/)?.[0] ?? '0', mene.combien, 'a count is the length of its list');
  const karim = await (await arrive()).entre(1, affecte.lien);
  assert.ok((await texte(karim.page, '.bandeau')).includes(affecte.referent), 'the dossier says who follows it now');

  const animatrice = await entre('referent_collectif', '/');
  const clos = await cloture(animatrice, new Mains(animatrice));
  gestes.cloture = clos.gestes;
  // Presence is written nowhere but in the workshop, and reads in the timeline of each.
  await karim.page.goto(clos.lien);
  await karim.page.waitForSelector(`.fil li:has-text("${clos.nom}")`);

  faits(serveur, avant, gens, { affecte, karim: serveur.personas.find((one) => affecte.referent.startsWith(one.nom)), clos });

  console.log(`gestures, ${Mains.name}: ${JSON.stringify(gestes)}`);
  assert.ok(gestes.entretien <= 12);
  assert.equal(gestes.present, 1);
  assert.equal(gestes.appel, 3);
};

if (journee) {
  journee('a Monday with a mouse', joue(Souris), { timeout: 240_000 });
  journee('a Monday by the keyboard alone', joue(Clavier), { timeout: 240_000 });
}
