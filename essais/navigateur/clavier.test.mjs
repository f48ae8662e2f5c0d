// The whole journey without a mouse: at each step the focus is somewhere, it shows, and it is never lost.
import assert from 'node:assert/strict';
import { clavier } from './clavier.mjs';
import { fichier } from './fichier.mjs';
import { journees } from './journee.mjs';

const journee = journees();

journee('from the door to the door, by the keyboard alone', async (lea) => {
  const { page, voit, touche, va, tape, ecrit, attend } = clavier(lea);
  await page.goto('/connexion');
  await va('[data-persona="0"]');
  await touche('Enter');
  await attend('#requete:focus');
  await voit('in');

  // Somebody of mine, by the palette; what is kept closed is unfolded.
  await va('nav a[href="/portefeuille"]', 'Shift+Tab');
  await touche('Enter');
  const nom = await (await attend('.liste a b')).textContent();
  await touche('Control+KeyK');
  await attend('#palette-champ:focus');
  await voit('palette');
  await tape(nom);
  await attend('#palette li:has-text("n°")');
  await touche('ArrowDown', 'ArrowUp', 'Enter');
  await attend('#entretien');
  assert.equal(await page.textContent('.bandeau h1'), nom);
  await va('#deplier button');
  await touche('Enter');
  await attend('#deplier', { state: 'hidden' });
  await voit('unfolded');
  // The timeline, by kind.
  await va('#fil-quoi');
  await touche('ArrowDown');
  const quoi = await page.inputValue('#fil-quoi');
  assert.notEqual(quoi, '');
  await va('#filtre-fil button');
  await touche('Enter');
  await page.waitForURL((url) => url.searchParams.get('quoi') === quoi);
  await attend('#evenements');

  // An entretien, then a change.
  await touche('Alt+KeyN');
  await voit('entretien');
  await tape('Au clavier, de bout en bout');
  await touche('Control+Enter');
  await attend('.fil .texte:text("Au clavier, de bout en bout")');
  await va('a[href$="modifier?partie=contact"]');
  await touche('Enter');
  await attend('#modification');
  await ecrit('#mail', 'clavier@essai.example');
  await touche('Control+Enter');
  await attend('[data-ecrit]');

  // The sheet to print.
  await va('details.menu summary');
  await touche('Enter');
  await va('a[href$="feuille=contact"]');
  await touche('Enter');
  await attend('.feuille');
  await va('[data-imprimer]');

  // A new dossier: the probable duplicate first, then on.
  await va('nav a[href="/dossiers/nouveau"]', 'Shift+Tab');
  await touche('Enter');
  await attend('#nouveau-dossier');
  const [prenom, ...famille] = nom.split(' ');
  await ecrit('#nom-naissance', famille.join(' '));
  await ecrit('#prenom', prenom);
  await attend('#doublons .liste a');
  await va('#naissance');
  // The same day whichever way the browser's own language writes it.
  await tape('05052006');
  await page.waitForFunction(() => document.getElementById('naissance').value === '2006-05-05');
  await va('[data-continuer]');
  await touche('Enter');
  await attend('#suite-titre:focus');
  await ecrit('#mail', 'neuf@essai.example');
  await touche('Control+Enter');
  await attend('#entretien');
  assert.equal(await page.textContent('.bandeau h1'), nom);

  // A portefeuille read as a sentence: made, kept under a name, given up.
  await va('nav a[href="/portefeuille"]', 'Shift+Tab');
  await touche('Enter');
  await attend('#changer');
  await va('#changer summary');
  await touche('Enter');
  await va('#choix-statut');
  await tape('actifs');
  await va('#changer .premier');
  await touche('Enter');
  await attend('.mot');
  await va('#garder summary');
  await touche('Enter');
  await ecrit('#nom', 'À relancer');
  await touche('Enter');
  await attend('.filtre:has-text("À relancer")');
  await va('.filtre button');
  await touche('Enter');
  await attend('.filtre', { state: 'detached' });
  await va('.mot');
  await touche('Enter');
  await page.waitForURL('**/portefeuille');
  await va('.liste a');
  await touche('j', 'k', 'ArrowDown');
  await voit('list');

  await va('nav a[href="/lectures"]', 'Shift+Tab');
  await touche('Enter');
  await attend('h1:text("Mes lectures")');
  await va('main details summary');
  await touche('Enter');
  await voit('readings');

  // A cell of an import. The file itself is chosen in the system's own window, which is not ours to try.
  await va('nav a[href="/imports"]', 'Shift+Tab');
  await touche('Enter');
  await attend('#depot');
  const { octets, fautives: [{ ligne, juste }] } = fichier(30, 3);
  await va('#fichier');
  await page.setInputFiles('#fichier', { name: 'jeunes.csv', mimeType: 'text/csv', buffer: octets });
  await va('#depot .premier');
  await touche('Enter');
  await attend('#grille');
  await va('#grille td.a-corriger');
  await touche('ArrowRight', 'ArrowLeft', 'Enter');
  await voit('cell');
  await touche('Control+KeyA');
  await tape(juste);
  await touche('Enter');
  await attend(`#l${ligne} td.suite b:text("prête")`);
  await voit('corrected');
  await va('[value="ecarter-fautives"]');
  await touche('Enter');
  await attend('#execution');
  await voit('left aside');
  await va('details:has([value="oublier"]) > summary');
  await touche('Enter');
  await va('[value="oublier"]');
  await touche('Enter');
  await page.waitForURL('**/imports');

  await va('form.agent button', 'Shift+Tab');
  await touche('Enter');
  await page.waitForURL('**/connexion?parti=1');
  await attend('[data-entrer=""]:focus');
  await voit('out');
}, { timeout: 120_000 });

journee('the way past the menu, and out of the palette, gives the focus back', async (lea) => {
  const { page, voit, touche, va } = clavier(lea);
  await lea.entre(0, '/portefeuille');
  await touche('Tab');
  await voit('skip link');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'saut');
  await touche('Enter', 'Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main')), 'past the menu');
  await va('.liste a');
  const before = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await touche('Control+KeyK');
  await page.keyboard.type('de trop');
  await touche('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), before);
});
