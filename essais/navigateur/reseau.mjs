// One network of structures and one Chromium for a file of tests; each person at a browser of her own.
import { after, before, test } from 'node:test';
import { incarne } from './comptes.mjs';
import { sansHorloge } from './horloge.mjs';
import { Agent, ouvre } from './navigateur.mjs';
import { estVitrine, serveurReseau } from './serveur.mjs';

const skip = estVitrine || process.env.CAIRN_ADRESSE ? 'needs a server of its own' : sansHorloge;

// Being refused is what these tests are about.
const REFUS = /status of 4(0[1349]|2[239])/;

/** Declares a test: `verbe(arrive, serveur)`; `arrive(persona, options, vers)` brings somebody, on
 * that page; without persona, somebody unknown. The tests of a
 * file follow each other in time, on one base. */
export function reseau(options = []) {
  let serveur, navigateur;
  before(async () => {
    if (!skip) [serveur, navigateur] = [await serveurReseau(options), await ouvre()];
  });
  after(async () => {
    await navigateur?.close();
    await serveur?.arrete();
  });

  return (nom, verbe) => test(nom, { skip, timeout: 240_000 }, async () => {
    const la = [];
    const arrive = async (persona, options = {}, vers = '/compte') => {
      const agent = await Agent.arrive(navigateur, serveur.adresse, options);
      la.push(agent);
      return persona === undefined ? agent : incarne(agent, persona, serveur, vers);
    };
    try {
      await verbe(arrive, serveur);
      la.forEach((agent) => agent.sansPlainte(REFUS));
    } finally {
      await Promise.all(la.map((agent) => agent.part()));
    }
  });
}
