// The server under test: `cairn serve` on a base made for the occasion, with both its processes.
//
// CAIRN_BINAIRES     folder of the programs (target/debug by default)
// CAIRN_BASE         PostgreSQL address of an empty database; by default the embedded base
// CAIRN_ADRESSE      a server that already answers; nothing is started then
// CAIRN_PROGRAMME    a program that prints its address on its first line: the vitrine, whose coffre is of cardboard
// CAIRN_ESSAI_JOURNAUX  folder where each journal is left for other verifiers
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Horloge } from './horloge.mjs';

const BINAIRES = process.env.CAIRN_BINAIRES ?? fileURLToPath(new URL('../../target/debug', import.meta.url));
const CAIRN = join(BINAIRES, 'cairn');
const BASE = process.env.CAIRN_BASE ? ['--base', process.env.CAIRN_BASE] : [];

/** Whether the cardboard coffre answers: it fails on demand, and has an enrolment address of its own. */
export const estVitrine = Boolean(process.env.CAIRN_PROGRAMME);

/** A fictional base with personas: `{ adresse, arrete, tue, reprend, gardien }`. `options` are those of `serve`;
 * `pret(donnees, origine)` runs once the base is made and before it is served. */
export async function serveur(options = [], pret = () => {}) {
  if (process.env.CAIRN_ADRESSE) return { adresse: process.env.CAIRN_ADRESSE.replace(/\/$/, ''), arrete: () => {} };
  if (estVitrine) return lance(...process.env.CAIRN_PROGRAMME.split(' '));
  const { dossier, port, origine } = await place();
  const { donnees, cles } = await monde(dossier, origine);
  await pret(donnees, origine);
  return sert(dossier, donnees, port, ['--cles', cles, ...options]);
}

/** The same among other structures, whose people approve what is proposed here, with a clock that the test moves: besides
 * what `serveur` gives, `horloge` and `personas`, in the order of the sign-in page. */
export async function serveurReseau(options = []) {
  const { dossier, port, origine } = await place();
  const { donnees, cles } = await monde(dossier, origine, ['--reseau', '7']);
  const horloge = new Horloge(dossier);
  const { personas } = JSON.parse(readFileSync(cles, 'utf8'));
  const server = await sert(dossier, donnees, port, ['--cles', cles, ...options], () => {}, horloge.environnement);
  return { ...server, horloge, personas };
}

/** A Monday morning, whatever the day of the test: a week was laid around it, nobody was received yet. Gives `horloge` and
 * `personas` besides what `serveur` gives. `dossiers`: how many people the base has; `options` are those of `serve`. */
export async function serveurLundi(dossiers, options = []) {
  const { dossier, port, origine } = await place();
  const horloge = new Horloge(dossier);
  horloge.avance({ minutes: untilMonday(new Date()) });
  const { donnees, cles } = await monde(dossier, origine, ['--dossiers', `${dossiers}`], horloge.environnement);
  const { personas } = JSON.parse(readFileSync(cles, 'utf8'));
  return { ...await sert(dossier, donnees, port, ['--cles', cles, ...options], () => {}, horloge.environnement), horloge, personas };
}

/** Minutes to the Monday to come (or today's, when it is one), at 8:40 UTC: the morning has begun in Paris, summer and winter. */
function untilMonday(now) {
  const days = (8 - now.getUTCDay()) % 7;
  return days * 1_440 + 520 - now.getUTCHours() * 60 - now.getUTCMinutes();
}

async function monde(dossier, origine, taille = [], environnement = {}) {
  const [donnees, cles] = [join(dossier, 'base'), join(dossier, 'cles')];
  const options = taille.includes('--dossiers') ? taille : ['--dossiers', '120', ...taille];
  await cairn(['monde', 'creer', '--vers', donnees, '--cles', cles, '--graine', '7', '--origine', origine, ...options, ...BASE],
    environnement);
  return { donnees, cles };
}

/** A real base, opened as an operator opens it: two key ceremonies, `amorcer`, `serve`, `desceller`. */
export async function serveurReel() {
  const { dossier, port, origine } = await place();
  const donnees = join(dossier, 'base');
  const cote = async (nom) => {
    const identites = [1, 2, 3].map((n) => join(dossier, `${nom}-${n}`));
    const lignes = [];
    for (const identite of identites) lignes.push((await cairn(['cle', 'porteur', '--vers', identite])).trim());
    await cairn(['cle', 'creer', ...lignes.flatMap((ligne) => ['--porteur', ligne]), '--vers', join(dossier, nom)]);
    return { fichiers: join(dossier, nom), identites: identites.slice(0, 2) };
  };
  const [coffre, contre] = [await cote('racine-coffre'), await cote('racine-contre-cle')];
  const ouverture = ['--fichiers', coffre.fichiers, ...coffre.identites.flatMap((i) => ['--identite', i])];
  const printed = await cairn(['amorcer', '--donnees', donnees, ...BASE, '--origine', origine,
    '--structure', '59512S00=Mission locale de Roubaix', '--agent', 'conseiller=Jeanne Essai=jeanne@exemple.invalid',
    ...ouverture, '--contre-cle-fichiers', contre.fichiers, '--contre-cle-identites', ...contre.identites]);
  const enrolement = /\/enrolement\/\S+/.exec(printed)[0];
  const server = await sert(dossier, donnees, port, [], async () => {
    await cairn(['cle', 'desceller', ...ouverture, '--prise', join(donnees, 'coffre.prise')]);
  });
  return { ...server, enrolement };
}

/** Starts `cairn serve`, and knows how to stop it, to kill it and start it again, and to silence its contre-clé. */
async function sert(dossier, donnees, port, options, before = () => {}, environnement = {}) {
  let enfant, ended, gardien;
  const part = async (first) => {
    enfant = spawn(CAIRN, ['serve', '--donnees', donnees, '--port', port, ...BASE, ...options], {
      stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environnement },
    });
    ended = once(enfant, 'exit');
    const adresse = await firstAddress(enfant);
    await first();
    gardien = contreCle(donnees);
    return adresse;
  };
  const adresse = await part(before);
  const arrete = async () => {
    enfant.kill('SIGTERM');
    await ended;
    // It outlives the program beside it, by design; nothing is left behind here.
    if (gardien) kill(gardien, 'SIGTERM');
    leave(join(donnees, 'coffre', 'tuiles'), port);
    rmSync(dossier, { recursive: true, force: true });
  };
  // As when the power fails: neither program writes a last word. They start again on the same folder and port.
  const tue = async () => {
    enfant.kill('SIGKILL');
    if (gardien) kill(gardien, 'SIGKILL');
    await ended;
  };
  const reprend = () => part(async () => {});
  return {
    adresse, donnees, arrete, tue, reprend,
    gardien: gardien && { tait: () => kill(gardien, 'SIGSTOP'), parle: () => kill(gardien, 'SIGCONT') },
  };
}

/** The journal stays for the verifiers, with its keys beside it. */
function leave(tuiles, nom) {
  const vers = process.env.CAIRN_ESSAI_JOURNAUX;
  if (!vers || !existsSync(tuiles)) return;
  mkdirSync(vers, { recursive: true });
  cpSync(tuiles, join(vers, `navigateur-${nom}`), { recursive: true });
  cpSync(`${tuiles}.vkey`, join(vers, `navigateur-${nom}.vkey`));
}

async function lance(programme, ...args) {
  const env = { ...process.env, RUST_BACKTRACE: '0' };
  const enfant = spawn(programme, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  return { adresse: await firstAddress(enfant), arrete: () => enfant.kill() };
}

/** The first line of the program that holds an address of this machine. */
async function firstAddress(enfant) {
  const gone = once(enfant, 'exit').then(([code]) => { throw new Error(`${enfant.spawnfile} ended with ${code}`); });
  const read = (async () => {
    for await (const line of createInterface({ input: enfant.stdout })) {
      const adresse = /http:\/\/localhost:\d+/.exec(line)?.[0];
      if (adresse) return adresse;
    }
    throw new Error(`${enfant.spawnfile} printed no address`);
  })();
  gone.catch(() => {});
  const adresse = await Promise.race([read, gone]);
  enfant.stdout.resume();
  return adresse;
}

/** Runs a command and gives what it printed. Its end is its exit: `amorcer` leaves a contre-clé that keeps the pipe open. */
async function cairn(args, environnement = {}) {
  const enfant = spawn(CAIRN, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...environnement } });
  let printed = '';
  enfant.stdout.setEncoding('utf8').on('data', (text) => { printed += text; });
  const [code] = await once(enfant, 'exit');
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  enfant.stdout.destroy();
  if (code !== 0) throw new Error(`cairn ${args.slice(0, 2).join(' ')} ended with ${code}`);
  return printed;
}

/** A folder of its own, and a port that was free a moment ago. */
async function place() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return { dossier: mkdtempSync(join(tmpdir(), 'cairn-essai-')), port, origine: `http://localhost:${port}` };
}

/** The contre-clé of this base: a child of `serve`, or an orphan of `amorcer` that `serve` found again. */
function contreCle(donnees) {
  const isIts = (pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(join(donnees, 'contre-cle.prise'));
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).find(isIts);
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
