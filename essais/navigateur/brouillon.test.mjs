// What was typed survives the browser that dies, and the server that dies.
import assert from 'node:assert/strict';
import { journees } from './journee.mjs';
import { ouvre, Agent } from './navigateur.mjs';

const journee = journees();

/** Types, and waits for the page to say that the draft is kept: as after twenty seconds, or when it is put behind. */
async function commence({ page }, texte) {
  await page.fill('#texte', texte);
  const kept = page.waitForResponse((r) => r.url().endsWith('/brouillon') && r.status() === 204);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await kept;
}

async function retrouve({ page }, lien, texte) {
  await page.goto(lien);
  await page.waitForSelector('#texte');
  assert.equal(await page.inputValue('#texte'), texte);
  assert.match(await page.textContent('#etat-brouillon'), /Brouillon de \d{1,2}\sh\s\d\d repris/);
}

journee('a draft outlives a browser that is killed', async (lea, _, { adresse }) => {
  const ailleurs = await ouvre();
  const texte = `Avant la coupure ${Date.now()}`;
  let lien;
  try {
    const ici = await (await Agent.arrive(ailleurs, adresse)).entre();
    ({ lien } = await ici.ouvreDossier(1));
    await commence(ici, texte);
    const cdp = await ailleurs.newBrowserCDPSession();
    await cdp.send('Browser.crash').catch(() => {});
    for (let n = 0; ailleurs.isConnected() && n < 100; n += 1) await new Promise((later) => { setTimeout(later, 20); });
    assert.ok(!ailleurs.isConnected(), 'it is dead');
  } finally {
    await ailleurs.close().catch(() => {});
  }
  await lea.entre();
  await retrouve(lea, lien, texte);
});

journee('a draft outlives both programs killed at once, and nothing typed since leaves the screen', async (lea, _, serveur) => {
  if (!serveur.tue) return;
  await lea.entre();
  const { lien } = await lea.ouvreDossier(2);
  const texte = `Avant la panne ${Date.now()}`;
  await commence(lea, texte);

  await serveur.tue();
  await lea.page.fill('#texte', `${texte}, et après`);
  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector('#entretien .erreurs:not([hidden])');
  assert.equal(await lea.page.inputValue('#texte'), `${texte}, et après`);

  await serveur.reprend();
  await retrouve(await lea.entre(), lien, texte);
  await lea.page.fill('#texte', `${texte}, fini`);
  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector(`.fil .texte:text("${texte}, fini")`);
}, { attendues: [/ERR_CONNECTION_REFUSED/, /ERR_FAILED/, /status of 401/] });
