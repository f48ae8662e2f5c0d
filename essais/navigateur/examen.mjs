// What is asked of every page in every state: axe-core finds nothing, light and dark; nothing overflows at 320 and 2,560
// pixels; no answer weighs more than 30 kB. With CAIRN_VUES, a folder, each state leaves its pictures there.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BUREAU = { width: 1280, height: 800 };
const LARGEURS = [320, 2560];
const OCTETS_MAX = 30_000;

/** Every rule of axe, trial ones included; only the contrast of level AAA is beyond what we promise. */
const trouve = () => {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: ruleId !== 'color-contrast-enhanced' }]));
  return axe.run({ rules, resultTypes: ['violations'] }).then(({ violations }) => violations
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`));
};

/** Looks at the page as it stands, and gives what is wrong with it, each in a line. */
export async function examine(page, nom, prefixe = 'cairn') {
  const wrong = [];
  // Evaluated by the debugger, so that the page's policy stays as it is.
  await page.evaluate(AXE);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const one of await page.evaluate(trouve)) wrong.push(`${nom}, ${colorScheme}: ${one}`);
    await vue(page, `${prefixe}-${nom}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of LARGEURS) {
    await page.setViewportSize({ width, height: 800 });
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (needed > there) wrong.push(`${nom}: ${needed} > ${there} pixels`);
    if (width === 320) await vue(page, `${prefixe}-${nom}-320`);
  }
  await page.setViewportSize(BUREAU);
  return wrong;
}

/** Weighs every page that this browser receives; `lourdes()` gives those over the limit. */
export function pese(contexte) {
  const weights = [];
  contexte.on('response', (response) => {
    if (!/^text\/html/.test(response.headers()['content-type'] ?? '')) return;
    weights.push(response.body().then((body) => [body.length, new URL(response.url()).pathname], () => [0, '']));
  });
  return async () => {
    const all = (await Promise.all(weights)).sort(([a], [b]) => b - a);
    assert.ok(all.length > 0 && all[0][0] > 0, 'nothing was weighed');
    return { plusLourde: all[0], trop: all.filter(([bytes]) => bytes > OCTETS_MAX) };
  };
}

async function vue(page, nom) {
  const folder = process.env.CAIRN_VUES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${nom}.png`), fullPage: true });
}
