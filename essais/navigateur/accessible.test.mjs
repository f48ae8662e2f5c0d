// Every page, light and dark: axe-core finds nothing; at 320 pixels nothing overflows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { journees } from './journee.mjs';

const journee = journees();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const REGLES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Our pages in the state in which people meet them. */
async function* pages(lea) {
  await lea.page.goto('/connexion?parti=1');
  yield 'connexion';
  await lea.entre();
  yield 'recherche';
  const [premier] = await lea.portefeuille();
  yield 'portefeuille';
  await lea.page.goto('/');
  await lea.page.fill('#requete', premier.nom.split(' ').at(-1));
  await lea.page.waitForSelector('#resultats .liste a');
  yield 'résultats';
  await lea.page.fill('#requete', 'zzzzzzzz');
  await lea.page.waitForSelector('#resultats p:text("Personne")');
  yield 'aucun résultat';
  await lea.page.goto(premier.lien);
  for (const details of await lea.page.$$('details')) await details.evaluate((d) => { d.open = true; });
  await lea.page.click('form[data-dans] button');
  await lea.page.waitForSelector('#revele .note');
  yield 'dossier';
  await lea.page.evaluate(() => document.getElementById('reprise').showModal());
  yield 'reprise';
  await lea.page.goto('/dossiers/nouveau');
  yield 'nouveau dossier';
  await lea.page.evaluate(() => document.querySelectorAll('[required]').forEach((f) => f.removeAttribute('required')));
  await lea.page.click('.premier');
  await lea.page.waitForSelector('.erreurs:not([hidden])');
  yield 'nouveau dossier à corriger';
  await lea.page.goto(`/dossiers/${'0'.repeat(32)}`);
  yield 'introuvable';
}

const attendues = [/status of 4(04|22)/];

for (const colorScheme of ['light', 'dark']) {
  journee(`axe finds nothing, ${colorScheme}`, async (lea) => {
    for await (const nom of pages(lea)) {
      // Evaluated by the debugger, so that the page's policy stays as it is.
      await lea.page.evaluate(AXE);
      const { violations } = await lea.page.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), REGLES);
      const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);
      assert.deepEqual(told, [], `${nom}, ${colorScheme}`);
    }
  }, { colorScheme, attendues });
}

journee('320 pixels are enough', async (lea) => {
  for await (const nom of pages(lea)) {
    const [needed, there] = await lea.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(needed <= there, `${nom}: ${needed} > ${there}`);
  }
}, { viewport: { width: 320, height: 640 }, attendues });
