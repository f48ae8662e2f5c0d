// A real file, from the desk to the dossiers and back: two thousand lines as a spreadsheet program writes them, read,
// corrected, signed, found, written in, undone.
import assert from 'node:assert/strict';
import { fichier } from './fichier.mjs';
import { faute } from './navigateur.mjs';
import { journees } from './journee.mjs';

const journee = journees();

journee('2,000 lines in Windows-1252 become dossiers, and are taken back but the one that was written in', async (lea) => {
  const { page } = lea;
  const { octets, fautives, personne } = fichier(2_000, 40);
  await lea.entre(0, '/imports');
  await page.setInputFiles('#fichier', { name: 'jeunes.csv', mimeType: 'text/csv', buffer: octets });
  await page.focus('#depot .premier');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#grille');
  const compte = (name) => page.getAttribute('#bilan', `data-${name}`).then(Number);
  assert.match(await page.textContent('#bilan'), /points-virgules, en Windows-1252/);
  assert.equal(await compte('lignes'), 2_000);
  assert.equal(await compte('refusees'), fautives.length);
  assert.equal(await page.locator('#execution').count(), 0, 'all or nothing: flawed rows stand in the way');

  // By the keyboard, in the grid: the first cell that needs it, typed over.
  const [premiere, deuxieme] = fautives;
  await page.focus('#grille td.a-corriger');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type(premiere.juste);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`#l${premiere.ligne} td.suite b:text("prête")`);
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr')?.id), `l${deuxieme.ligne}`, 'the next one waits');

  // A correction that is none stays where it was typed, and is said.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('toujours faux');
  await page.keyboard.press('Enter');
  await page.waitForSelector(`#l${deuxieme.ligne} .a-corriger:has-text("toujours faux")`);

  // By the mouse: what is proposed is taken, one row is left aside, then all those that remain.
  await page.click('[data-propose]');
  await page.waitForFunction((n) => Number(document.getElementById('bilan').dataset.refusees) === n, fautives.length - 2);
  await page.click(`#l${deuxieme.ligne} button:text("Écarter la ligne")`);
  await page.waitForSelector(`#l${deuxieme.ligne} td.suite b:text("écartée")`);
  await page.click('[value="ecarter-fautives"]');
  await page.waitForSelector('#execution');
  const [pretes, ecartees] = [await compte('pretes'), await compte('ecartees')];
  assert.equal(pretes + ecartees, 2_000);
  assert.equal(ecartees, fautives.length - 2);

  await page.focus('#execution .premier');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/avancement**');
  await page.waitForFunction(() => Number(document.querySelector('progress')?.value) > 0 || document.querySelector('a.premier'));
  await page.waitForSelector('a.premier', { timeout: 40_000 });
  await page.click('a.premier');
  await page.waitForSelector('#annulation', { state: 'attached' });
  assert.equal(await compte('faites'), pretes);
  const adresse = page.url().split('?')[0];

  // One of them, misspelt in the search, opened, changed.
  const [, nom, prenom] = personne(1_200);
  await page.goto('/');
  await page.fill('#requete', `${faute(nom.toLowerCase())} ${prenom}`);
  const hit = page.locator(`#resultats a:has(b:text("${prenom}"))`).first();
  await hit.waitFor();
  await hit.click();
  await page.waitForSelector('#entretien');
  const dossier = new URL(page.url()).pathname;
  await page.click('a[href$="modifier?partie=contact"]');
  await page.fill('#mail', 'change@essai.example');
  await page.press('#mail', 'Control+Enter');
  await page.waitForSelector('[data-ecrit]');

  await page.goto(`${adresse}?vue=faites`);
  await page.click('summary:has-text("Annuler tout")');
  await page.click('#annulation .danger');
  await page.waitForSelector('.avis:has-text("1 dossier a été gardé")', { timeout: 40_000 });
  assert.deepEqual(await page.$$eval('#import tbody a[href^="/dossiers/"]', (links) => links.map((a) => a.getAttribute('href'))), [dossier]);
  await page.click(`a[href="${dossier}"]`);
  await page.waitForSelector('dd:text("change@essai.example")');

  // The others are nobody any more.
  const [, autre, prenomAutre] = personne(500);
  await page.goto('/');
  await page.fill('#requete', `${autre} ${prenomAutre}`);
  await page.waitForSelector('#resultats .vide, #resultats .liste');
  assert.equal(await page.locator(`#resultats b:text-is("${prenomAutre} ${autre}")`).count(), 0);
}, { timeout: 120_000 });

journee('a file that is no spreadsheet says so, and changes nothing', async (lea) => {
  const { page } = lea;
  const cas = [
    ['vide.csv', '', /est vide/],
    ['photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]), /est une image/],
    ['une.csv', 'NOM\r\nMARTIN\r\n', /Une seule colonne/],
    ['guillemet.csv', 'NOM;Prénom\r\n"MARTIN;Léa\r\n', /guillemet/],
    ['titres.csv', 'NOM;Prénom;Né(e) le\r\n', /aucune ligne/],
  ];
  await lea.entre(1, '/imports');
  for (const [name, text, dit] of cas) {
    await page.setInputFiles('#fichier', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.click('#depot .premier');
    await page.waitForFunction((s) => new RegExp(s).test(document.querySelector('#depot .erreurs').textContent), dit.source);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'fichier', name);
  }
  await page.reload();
  await page.waitForSelector('.vide');
}, { attendues: [/status of 422/] });
