// The server under test: the one at CAIRN_ADRESSE, or a program that prints its address on its first line
// (CAIRN_PROGRAMME; by default the vitrine, whose coffre is of cardboard but whose signatures are checked for real).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const VITRINE = fileURLToPath(new URL('../../target/debug/examples/vitrine', import.meta.url));

/** `{ adresse, arrete }`: where it answers, and how to stop it if it was started here. */
export async function serveur() {
  if (process.env.CAIRN_ADRESSE) return { adresse: process.env.CAIRN_ADRESSE.replace(/\/$/, ''), arrete: () => {} };
  const [programme, ...args] = (process.env.CAIRN_PROGRAMME ?? VITRINE).split(' ');
  const enfant = spawn(programme, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, RUST_BACKTRACE: '0' } });
  const failed = once(enfant, 'error').then(([error]) => { throw error; });
  const [line] = await Promise.race([once(createInterface({ input: enfant.stdout }), 'line'), failed]);
  const adresse = /http:\/\/localhost:\d+/.exec(line)?.[0];
  if (!adresse) throw new Error(`no address in: ${line}`);
  return { adresse, arrete: () => enfant.kill() };
}

/** Whether the cardboard coffre answers: a few tests need what only it can fake. */
export const estVitrine = !process.env.CAIRN_ADRESSE && !process.env.CAIRN_PROGRAMME?.includes('cairn serve');
