// Every page in every state, in our theme and in an operator's, light and dark: axe-core finds nothing of any level,
// 320 and 2,560 pixels are enough, and no answer weighs more than 30 kB. The pages of a day are those of a Monday, in a
// structure of three thousand people.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { etats } from './etats.mjs';
import { etats as etatsDuJour } from './etats-jour.mjs';
import { examine, pese } from './examen.mjs';
import { sansHorloge } from './horloge.mjs';
import { journees } from './journee.mjs';
import { estVitrine, serveur, serveurLundi } from './serveur.mjs';

const CONTRASTE = fileURLToPath(new URL('../../crates/guichet/themes/contraste', import.meta.url));
const attendues = [/status of 4(0[0-9]|22|29)/, /status of 503/, /ERR_INTERNET_DISCONNECTED/, /favicon/];
const options = { attendues, viewport: { width: 1280, height: 800 }, timeout: 300_000 };
const lundi = !sansHorloge && !estVitrine && !process.env.CAIRN_ADRESSE;

for (const [theme, serve] of [['cairn', []], ['contraste', ['--theme', CONTRASTE]]]) {
  journees(() => serveur(serve))(`axe finds nothing, nothing overflows, nothing is heavy: theme ${theme}`, async (lea, arrive, ours) => {
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

  if (!lundi) continue;
  journees(() => serveurLundi(3_000, serve))(`axe finds nothing in a day, nothing overflows, nothing is heavy: theme ${theme}`, async (_, arrive, ours) => {
    const weights = [];
    const weighed = async (...who) => {
      const agent = await arrive(...who);
      weights.push(pese(agent.contexte));
      return agent;
    };
    const wrong = [];
    let seen = 0;
    for await (const [nom, page] of etatsDuJour(weighed, ours)) {
      wrong.push(...await examine(page, nom, theme));
      seen += 1;
    }
    assert.deepEqual(wrong, []);
    const all = await Promise.all(weights.map((weigh) => weigh()));
    assert.deepEqual(all.flatMap(({ trop }) => trop), []);
    const [plusLourde] = all.map((one) => one.plusLourde).sort(([a], [b]) => b - a);
    console.log(`${theme}: ${seen} states of a day, the heaviest answer is ${plusLourde.join(' bytes, ')}`);
  }, options);
}
