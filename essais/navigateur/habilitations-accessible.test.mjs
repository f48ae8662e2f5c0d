// Every page about accounts in every state, in our theme and in an operator's: as accessible.test.mjs asks of the others.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { etats } from './etats-comptes.mjs';
import { examine, pese } from './examen.mjs';
import { reseau } from './reseau.mjs';

const CONTRASTE = fileURLToPath(new URL('../../crates/guichet/themes/contraste', import.meta.url));

for (const [theme, options] of [['cairn', []], ['contraste', ['--theme', CONTRASTE]]]) {
  reseau(options)(`axe finds nothing about accounts, nothing overflows, nothing is heavy: theme ${theme}`, async (arrive, serveur) => {
    const wrong = [];
    const weighed = [];
    let seen = 0;
    const weighing = async (...who) => {
      const agent = await arrive(...who);
      weighed.push(pese(agent.contexte));
      return agent;
    };
    for await (const [nom, page] of etats(weighing, serveur)) {
      const found = await examine(page, nom, theme);
      if (found.length) console.log(found.join('\n'));
      wrong.push(...found);
      seen += 1;
    }
    assert.deepEqual(wrong, []);
    const heavy = [];
    for (const weigh of weighed) heavy.push(...(await weigh().catch(() => ({ trop: [] }))).trop);
    assert.deepEqual(heavy, []);
    console.log(`${theme}: ${seen} states of accounts`);
  });
}
