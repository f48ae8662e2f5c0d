// Failures, as they look. Some only the vitrine makes on demand: the drills make them on the real one.
import assert from 'node:assert/strict';
import { journees } from './journee.mjs';
import { estVitrine } from './serveur.mjs';

const journee = journees();

if (!estVitrine && !process.env.CAIRN_ADRESSE) {
  journee('a silent contre-clé: a clear page within 2 s, and the page comes back by itself', async (lea, _, { gardien }) => {
    await lea.entre();
    const { lien, nom } = await lea.ouvreDossier();
    gardien.tait();
    try {
      const asked = Date.now();
      await lea.page.goto(lien);
      await lea.page.waitForSelector('main p:text("Le second gardien des clés ne répond pas")');
      assert.ok(Date.now() - asked < 2_000, `${Date.now() - asked} ms`);
    } finally {
      gardien.parle();
    }
    await lea.page.waitForSelector('.bandeau h1', { timeout: 20_000 });
    await lea.voitDossier(nom);
  }, { attendues: [/status of 503/] });
}

if (estVitrine) {
  journee('a silent contre-clé: a clear page, which tries again by itself', async (lea) => {
    await lea.entre();
    await lea.page.goto(`/dossiers/${'fa'.repeat(16)}`);
    await lea.page.waitForSelector('main p:text("Le second gardien des clés ne répond pas")');
    await lea.page.waitForResponse((r) => r.url().includes('/dossiers/fafa') && r.status() === 503, { timeout: 8_000 });
  }, { attendues: [/status of 503/] });

  journee('a verb that breaks gives a number, and the next page works', async (lea) => {
    await lea.entre();
    await lea.page.goto(`/dossiers/${'cc'.repeat(16)}`);
    assert.match(await lea.page.textContent('code'), /^[0-9a-f]{8}$/);
    await lea.ouvreDossier();
  }, { attendues: [/status of 500/] });
}

journee('absent and elsewhere are one answer', async (lea) => {
  await lea.entre();
  await lea.page.goto(`/dossiers/${'0'.repeat(32)}`);
  const absent = await lea.page.textContent('main');
  await lea.page.goto('/dossiers/n-importe-quoi');
  assert.equal(await lea.page.textContent('main'), absent);
}, { attendues: [/status of 404/] });
