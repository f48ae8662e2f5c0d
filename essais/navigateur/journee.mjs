// One server and one Chromium for a file of tests; one browser profile for each.
import { after, before, test } from 'node:test';
import { Agent, ouvre } from './navigateur.mjs';
import { serveur } from './serveur.mjs';

/** Declares a test: `verbe(agent, arrive, serveur)` gets an agent before a fresh browser, and a way to bring another. */
export function journees(demarre = serveur) {
  let navigateur, serveurEssai;

  before(async () => {
    serveurEssai = await demarre();
    navigateur = await ouvre();
  });
  after(async () => {
    await navigateur?.close();
    await serveurEssai?.arrete();
  });

  return (nom, verbe, { attendues = [], timeout = 90_000, ...options } = {}) => test(nom, { timeout }, async () => {
    const arrives = [];
    const arrive = async (autres = options) => {
      const agent = await Agent.arrive(navigateur, serveurEssai.adresse, autres);
      arrives.push(agent);
      return agent;
    };
    try {
      const lea = await arrive();
      await verbe(lea, arrive, serveurEssai);
      lea.sansPlainte(...attendues);
    } finally {
      await Promise.all(arrives.map((agent) => agent.part()));
    }
  });
}
