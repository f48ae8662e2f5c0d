// Chromium, and people who use it.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--accept-lang=fr-FR',
];

/** A Chromium. Machines without Debian's can name theirs in CAIRN_CHROMIUM. */
export const ouvre = () => chromium.launch({ executablePath: process.env.CAIRN_CHROMIUM ?? '/usr/bin/chromium', args: ARGS });

/** One agent before one browser profile. Everything the console says against us is kept in `plaintes`. */
export class Agent {
  static async arrive(navigateur, adresse, options = {}) {
    const contexte = await navigateur.newContext({ baseURL: adresse, locale: 'fr-FR', ...options });
    const agent = new Agent();
    Object.assign(agent, { adresse, contexte, plaintes: [], demandes: [] });
    contexte.on('console', (message) => {
      if (message.type() === 'error') agent.plaintes.push(`${message.text()} (${message.location().url})`);
    });
    contexte.on('weberror', (error) => agent.plaintes.push(`uncaught: ${error.error().message}`));
    contexte.on('request', (request) => agent.demandes.push(request));
    contexte.setDefaultTimeout(10_000);
    agent.page = await contexte.newPage();
    return agent;
  }

  /** Comes in as the nth persona, and lands where `vers` says. */
  async entre(persona = 0, vers = '/') {
    await this.page.goto(`/connexion?vers=${encodeURIComponent(vers)}`);
    await this.page.click(`[data-persona="${persona}"]`);
    await this.page.waitForURL((url) => url.pathname !== '/connexion');
    return this;
  }

  /** Names and links of the first page of her portefeuille. */
  async portefeuille() {
    await this.page.goto('/portefeuille');
    return this.page.$$eval('.liste a', (links) => links.map((link) => ({
      lien: link.getAttribute('href'),
      nom: link.querySelector('b').textContent.trim(),
    })));
  }

  /** Opens the nth dossier of her portefeuille. */
  async ouvreDossier(n = 0) {
    const { lien, nom } = (await this.portefeuille())[n];
    await this.page.click(`a[href="${lien}"]`);
    await this.page.waitForSelector('#entretien');
    return { lien, nom };
  }

  /** The page shows this dossier, whole, and it was asked for with a signature. */
  async voitDossier(nom) {
    await this.page.waitForSelector('.bandeau h1');
    assert.equal(await this.page.textContent('.bandeau h1'), nom);
  }

  /** Nothing was refused by the policy, nothing failed, but what the test expects. */
  sansPlainte(...attendues) {
    const left = this.plaintes.filter((text) => !attendues.some((expected) => expected.test(text)));
    assert.deepEqual(left, []);
  }

  async part() {
    await this.contexte.close();
  }
}

/** A misspelling that a hand makes: two letters exchanged in the middle. */
export function faute(mot) {
  const at = Math.floor((mot.length - 1) / 2);
  return mot.slice(0, at) + mot[at + 1] + mot[at] + mot.slice(at + 2);
}
