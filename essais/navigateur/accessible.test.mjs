// Every page in every state, in our theme and in an operator's, light and dark: axe-core finds nothing of any level,
// 320 and 2,560 pixels are enough, and no answer weighs more than 30 kB.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { etats } from './etats.mjs';
import { examine, pese } from './examen.mjs';
import { journees } from './journee.mjs';
import { serveur } from './serveur.mjs';

const CONTRASTE = fileURLToPath(new URL('../../crates/guichet/themes/contraste', import.meta.url));
const attendues = [/status of 4(0[0-9]|22|29)/, /status of 503/, /ERR_INTERNET_DISCONNECTED/, /favicon/];
const options = { attendues, viewport: { width: 1280, height: 800 }, timeout: 300_000 };

for (const [theme, demarre] of [['cairn', serveur], ['contraste', () => serveur(['--theme', CONTRASTE])]]) {
  journees(demarre)(`axe finds nothing, nothing overflows, nothing is heavy: theme ${theme}`, async (lea, arrive, ours) => {
    const weigh = pese(lea.contexte);
    const wrong = [];
    const seen = [];
    for await (const [nom, page] of etats(lea, arrive, ours)) {
      wrong.push(...await examine(page, nom, theme));
      seen.push(nom);
    }
    assert.deepEqual(wrong, []);
    const { plusLourde, trop } = await weigh();
    assert.deepEqual(trop, []);
    console.log(`${theme}: ${seen.length} states, the heaviest answer is ${plusLourde.join(' bytes, ')}`);
  }, options);
}
