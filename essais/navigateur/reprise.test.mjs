// The end of a login costs a gesture, never a text. A login ends here as it does in life: the same agent enters
// elsewhere, and one agent has one login.
import assert from 'node:assert/strict';
import { journees } from './journee.mjs';

const journee = journees();
const attendues = [/status of 401/];

journee('a page asked for after the end comes back at the same address', async (lea, arrive) => {
  await lea.entre();
  const { lien, nom } = await lea.ouvreDossier();
  await (await arrive()).entre();

  await lea.page.goto(lien);
  await lea.page.waitForSelector('h1:text("Entrée sur un autre poste")');
  assert.equal(new URL(lea.page.url()).pathname, lien);
  await lea.page.keyboard.press('Enter');
  await lea.voitDossier(nom);
  assert.equal(new URL(lea.page.url()).pathname, lien);
}, { attendues });

journee('an entretien sent after the end asks for the gesture in place, and nothing typed is lost', async (lea, arrive) => {
  await lea.entre();
  const { nom } = await lea.ouvreDossier();
  const dit = `Écrit avant la reprise ${Date.now()}`;
  await lea.page.fill('#texte', dit);
  await (await arrive()).entre();

  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector('dialog[open] [data-geste]:focus');
  assert.equal(await lea.page.inputValue('#texte'), dit);
  await lea.page.keyboard.press('Enter');
  await lea.page.waitForSelector(`.fil .texte:text("${dit}")`);
  await lea.voitDossier(nom);
}, { attendues });

journee('giving up the gesture leaves the text where it was', async (lea, arrive) => {
  await lea.entre();
  await lea.ouvreDossier();
  await lea.page.fill('#texte', 'Pas encore');
  await (await arrive()).entre();
  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector('dialog[open]');
  await lea.page.keyboard.press('Escape');
  await lea.page.waitForSelector('#entretien .erreurs:not([hidden])');
  assert.equal(await lea.page.inputValue('#texte'), 'Pas encore');
}, { attendues });

journee('a search typed after the end goes on after the gesture', async (lea, arrive) => {
  await lea.entre();
  const [premier] = await lea.portefeuille();
  await lea.page.goto('/');
  await (await arrive()).entre();
  await lea.page.fill('#requete', premier.nom.split(' ').at(-1));
  await lea.page.click('dialog[open] [data-geste]');
  await lea.page.waitForSelector('#resultats .liste a');
}, { attendues });

journee('another agent takes over in two gestures, and finds nothing of the first', async (lea) => {
  await lea.entre(0);
  const [premier] = await lea.portefeuille();
  await lea.page.goto('/');
  await lea.page.fill('#requete', premier.nom.split(' ').at(-1));
  await lea.page.waitForSelector('#resultats .liste a');
  await lea.page.click('form.agent button');
  await lea.page.waitForSelector('h1:text("Entrer dans Cairn")');
  await lea.page.click('[data-persona="1"]');
  await lea.page.waitForSelector('.agent');
  await lea.page.goBack();
  await lea.page.goBack().catch(() => {});
  assert.equal(await lea.page.locator('#resultats .liste a').count(), 0);
}, { attendues: [/status of 40[13]/] });

journee('the gesture of another agent never sends what the first had typed', async (lea, arrive) => {
  await lea.entre(0);
  const { lien } = await lea.ouvreDossier();
  const dit = `Écrit par la première ${Date.now()}`;
  await lea.page.fill('#texte', dit);
  const ailleurs = await arrive();
  await ailleurs.entre(0);

  await lea.page.press('#texte', 'Control+Enter');
  await lea.page.waitForSelector('dialog[open] [data-geste]:focus');
  await lea.page.locator('dialog[open] [data-geste]').evaluate((button) => { button.dataset.persona = '1'; });
  await lea.page.keyboard.press('Enter');
  await lea.page.waitForSelector('#requete');
  assert.equal(new URL(lea.page.url()).pathname, '/');
  await ailleurs.page.goto(lien);
  await ailleurs.page.waitForSelector('#texte');
  assert.equal(await ailleurs.page.locator(`.fil .texte:text("${dit}")`).count(), 0);
}, { attendues });
