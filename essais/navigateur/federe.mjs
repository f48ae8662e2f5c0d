// A server whose sign-in page offers ProConnect, and the provider of essais/federation beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { serveur } from './serveur.mjs';

const FOURNISSEUR = fileURLToPath(new URL('../federation/fournisseur.mjs', import.meta.url));

/** As `serveur`, with a registration written before it starts; `parcourt(adresse, personne)` is a sign-in there, without a browser. */
export async function serveurFedere() {
  let enfant;
  let racine;
  const pret = async (donnees, origine) => {
    const of = (end) => `${origine}/connexion/proconnect/${end}`;
    enfant = spawn('node', [FOURNISSEUR, '--retour', of('retour'), '--sortie', of('sortie')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(createInterface({ input: enfant.stdout }), 'line');
    const { issuer, cle } = JSON.parse(line);
    racine = new URL(issuer).origin;
    writeFileSync(join(donnees, 'coffre', 'proconnect.pem'), cle.pem, { mode: 0o600 });
    const reglage = { issuer, client_id: cle.client_id, cle: 'proconnect.pem', kid: cle.kid };
    writeFileSync(join(donnees, 'coffre', 'proconnect.json'), JSON.stringify(reglage));
  };
  const server = await serveur([], pret);
  const parcourt = async (url, personne) => {
    const answer = await fetch(`${racine}/essai/parcours?${new URLSearchParams({ url, personne })}`);
    return answer.text();
  };
  return { ...server, parcourt, arrete: async () => { await server.arrete(); enfant.kill(); } };
}
