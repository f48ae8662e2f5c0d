// The clock of the programs under test, moved from outside by libfaketime as the drills move it
// (crates/monde/src/exercices/horloge.rs says why each variable is needed). One file serves both programs:
// `serve` starts its contre-clé with its own environment.
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const UNITES = { jours: 86_400_000, heures: 3_600_000, minutes: 60_000, secondes: 1_000 };

/** Where Debian puts the library, whatever the machine; `undefined` when it is not installed. */
export const faketime = readdirSync('/usr/lib').map((machine) => join('/usr/lib', machine, 'faketime/libfaketimeMT.so.1'))
  .find((file) => existsSync(file));

/** Why a test that travels is passed over; `false` when it runs. Under CI a missing library is a failure. */
export const sansHorloge = !faketime && !process.env.CI && 'libfaketime is not installed';

export class Horloge {
  #file;
  #ecart = 0;
  #arret = null;

  constructor(dossier) {
    this.#file = join(dossier, 'horloge');
    this.#write();
  }

  /** What the programs say, milliseconds since 1970 UTC. */
  get maintenant() {
    return this.#arret ?? Date.now() + this.#ecart;
  }

  /** Time goes on: `avance({ jours: 2, heures: 3 })`. A clock that was stopped runs again. */
  avance(duree) {
    const by = Object.entries(duree).reduce((sum, [unite, n]) => sum + n * UNITES[unite], 0);
    this.#ecart = this.maintenant + by - Date.now();
    this.#arret = null;
    this.#write();
  }

  /** Stops at this very millisecond: what is asked then is asked at that time, however long the machine takes. */
  arrete(instant) {
    this.#arret = instant;
    this.#write();
  }

  /** What the programs are to be started with. */
  get environnement() {
    return {
      LD_PRELOAD: faketime, FAKETIME_TIMESTAMP_FILE: this.#file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1', TZ: 'UTC',
    };
  }

  /** In one step: half of it would be an hour that never was. */
  #write() {
    // Half a millisecond past it: a fraction read as a floating number must not fall a millisecond short.
    const stopped = () => `${new Date(this.#arret).toISOString().slice(0, -1).replace('T', ' ')}5`;
    const ecart = (this.#ecart / 1000).toFixed(3);
    writeFileSync(`${this.#file}.suivante`, this.#arret === null ? (this.#ecart < 0 ? ecart : `+${ecart}`) : stopped());
    renameSync(`${this.#file}.suivante`, this.#file);
  }
}
