// What a conseillère does, in a real browser, under the strict policy: every journey ends without a complaint of the console.
import assert from 'node:assert/strict';
import { faute } from './navigateur.mjs';
import { journees } from './journee.mjs';

const journee = journees();

journee('she enters, finds by a misspelt name, opens, writes, leaves', async (lea) => {
  await lea.entre();
  // A name long enough to bear a mistake, as a person would hear it on the phone.
  const premier = (await lea.portefeuille()).find(({ nom }) => nom.split(' ').at(-1).length >= 6);
  const famille = premier.nom.split(' ').at(-1);
  await lea.page.goto('/');
  await lea.page.keyboard.type(faute(famille));
  await lea.page.waitForSelector('#resultats .liste a');
  await lea.page.click(`#resultats a[href="${premier.lien}"]`);
  await lea.page.waitForSelector('#entretien');

  const dit = `Essai du navigateur ${Date.now()}`;
  await lea.page.fill('#texte', dit);
  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector(`.fil .texte:text("${dit}")`);
  assert.equal(await lea.page.inputValue('#texte'), '');

  await lea.page.click('form[action="/connexion/fin"] button');
  await lea.page.waitForURL('**/connexion?parti=1');
  await lea.page.goto(premier.lien);
  await lea.page.waitForURL('**/connexion?vers=*');
});

journee('no personal value in an address, a title or a browser storage', async (lea) => {
  await lea.entre();
  const { nom } = await lea.ouvreDossier();
  await lea.page.goto('/');
  await lea.page.fill('#requete', nom.split(' ').at(-1));
  await lea.page.waitForSelector('#resultats .liste a');
  await lea.page.click('#resultats .liste a');
  await lea.page.waitForSelector('#entretien');
  const mots = nom.split(' ').filter((mot) => mot.length > 2);
  const kept = await lea.page.evaluate(async () => {
    const base = await new Promise((resolve) => {
      const asked = indexedDB.open('cairn');
      asked.onsuccess = () => resolve(asked.result);
    });
    const stores = [...base.objectStoreNames];
    const all = await Promise.all(stores.map((name) => new Promise((resolve) => {
      const asked = base.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => resolve(JSON.stringify(asked.result));
    })));
    return [document.title, document.cookie, JSON.stringify({ ...localStorage, ...sessionStorage }), JSON.stringify(history.state),
      ...all, JSON.stringify(await caches.keys())].join(' ');
  });
  assert.match(kept, /n° \d+/);
  for (const text of [kept, ...lea.demandes.map((demande) => demande.url())]) {
    for (const mot of mots) assert.ok(!text.includes(mot), `${mot} in ${text}`);
  }
});

journee('link, reload, hard reload, Back, new tab', async (lea) => {
  await lea.entre();
  const { lien, nom } = await lea.ouvreDossier();
  await lea.voitDossier(nom);

  await lea.page.reload();
  await lea.voitDossier(nom);

  const cdp = await lea.contexte.newCDPSession(lea.page);
  for (let n = 0; n < 2; n += 1) {
    const waited = lea.page.waitForResponse((r) => r.url().includes('/assets/attente.'), { timeout: 10_000 });
    await cdp.send('Page.reload', { ignoreCache: true });
    await waited;
    await lea.voitDossier(nom);
  }

  await lea.page.click('nav a[href="/portefeuille"]');
  await lea.page.waitForSelector('h1:text("Mon portefeuille")');
  await lea.page.goBack();
  await lea.voitDossier(nom);

  const onglet = await lea.contexte.newPage();
  await onglet.goto(lien);
  await onglet.waitForSelector('#entretien');
  assert.equal(await onglet.textContent('.bandeau h1'), nom);
});

journee('two tabs at once, twenty pages each', async (lea) => {
  await lea.entre();
  const [premier, second] = await lea.portefeuille();
  const autre = await lea.contexte.newPage();
  const lit = async (page, { lien, nom }) => {
    for (let n = 0; n < 20; n += 1) {
      await page.goto(lien);
      assert.equal(await page.textContent('.bandeau h1'), nom);
    }
  };
  await Promise.all([lit(lea.page, premier), lit(autre, second)]);
});

journee('plain forms, as if our scripts had not run', async (lea) => {
  await lea.entre();
  const { nom } = await lea.ouvreDossier();
  const dit = `Formulaire nu ${Date.now()}`;
  await lea.page.fill('#texte', dit);
  // `submit()` goes past every listener: the browser sends the form itself.
  await lea.page.evaluate(() => document.getElementById('entretien').submit());
  await lea.page.waitForSelector(`.fil .texte:text("${dit}")`);
  await lea.voitDossier(nom);

  await lea.page.goto('/');
  await lea.page.fill('#requete', nom.split(' ').at(-1));
  await lea.page.evaluate(() => document.getElementById('recherche').submit());
  await lea.page.waitForURL('**/recherche');
  await lea.page.waitForSelector('.liste a');
});

journee('a computer whose clock is wrong by a day', async (lea) => {
  await lea.page.clock.setFixedTime(Date.now() - 86_400_000);
  await lea.entre();
  const { nom } = await lea.ouvreDossier();
  await lea.page.reload();
  await lea.voitDossier(nom);
});

journee('Back shows the last results without asking again', async (lea) => {
  await lea.entre();
  const [premier] = await lea.portefeuille();
  await lea.page.goto('/');
  await lea.page.fill('#requete', premier.nom.split(' ').at(-1));
  await lea.page.waitForSelector('#resultats .liste a');
  const seen = await lea.page.innerHTML('#resultats');
  await lea.page.click(`#resultats a[href="${premier.lien}"]`);
  await lea.page.waitForSelector('#entretien');
  lea.demandes.length = 0;
  await lea.page.goBack();
  await lea.page.waitForSelector('#resultats .liste a');
  assert.equal(await lea.page.innerHTML('#resultats'), seen);
  assert.equal(await lea.page.evaluate(() => document.activeElement.getAttribute('href')), premier.lien);
  assert.ok(!lea.demandes.some((demande) => demande.url().endsWith('/recherche')));
});

journee('identifiers stay closed until asked for', async (lea) => {
  await lea.entre();
  // A NIR, however it is spaced. Not everybody has given theirs: the first who has is enough.
  const nir = /\b[12] ?\d\d ?\d\d ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d\b/;
  let shown = '';
  for (let n = 0; n < 4 && !nir.test(shown); n += 1) {
    await lea.ouvreDossier(n);
    assert.doesNotMatch(await lea.page.innerText('main'), nir);
    await lea.page.click('#reveler button');
    await lea.page.waitForSelector('#revele .note');
    shown = (await lea.page.innerText('#revele')).replace(/[\u00a0\u202f]/g, ' ');
  }
  assert.match(shown, nir);
});

journee('a draft comes back', async (lea) => {
  await lea.entre();
  const { lien } = await lea.ouvreDossier(3);
  await lea.page.fill('#texte', 'Commencé avant le téléphone');
  const saved = lea.page.waitForResponse((r) => r.url().endsWith('/brouillon') && r.status() === 204);
  await lea.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await saved;
  await lea.page.goto('/');
  await lea.page.goto(lien);
  assert.equal(await lea.page.inputValue('#texte'), 'Commencé avant le téléphone');
  assert.match(await lea.page.textContent('#etat-brouillon'), /Brouillon de \d{1,2}\sh\s\d\d repris/);
  await lea.page.fill('#texte', 'Fini');
  await lea.page.click('#entretien .premier');
  await lea.page.waitForSelector('.fil .texte:text("Fini")');
});

journee('everything by the keyboard', async (lea) => {
  const { page } = lea;
  await page.goto('/connexion');
  const tabTo = async (selector) => {
    for (let n = 0; n < 40; n += 1) {
      if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`${selector} is out of the keyboard's reach`);
  };
  await tabTo('[data-persona="0"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#requete');
  const nom = (await lea.portefeuille())[0].nom;
  await page.keyboard.press('Alt+KeyR');
  await page.waitForSelector('#requete:focus');
  await page.keyboard.type(nom.split(' ').at(-1));
  await page.waitForSelector('#resultats .liste a');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#entretien');
  await page.keyboard.press('Alt+KeyN');
  const dit = `Au clavier ${Date.now()}`;
  await page.keyboard.type(dit);
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector(`.fil .texte:text("${dit}")`);
});

journee('the other language, kept from page to page', async (lea) => {
  await lea.entre();
  await lea.page.click('a[data-langue="en"]');
  await lea.page.waitForSelector('h1:text("My day")');
  await lea.page.goto('/portefeuille');
  await lea.page.waitForSelector('h1:text("My caseload")');
  assert.equal(await lea.page.getAttribute('html', 'lang'), 'en');
});
