// A keyboard under an agent's hands, for the journeys that no mouse helps.
import assert from 'node:assert/strict';

/** A keyboard, and an eye on where it writes. */
export function clavier({ page }) {
  const focus = () => page.evaluate(() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const seen = [here, here.closest('.palette, td')].filter(Boolean).some((one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    });
    const { width, height } = here.getBoundingClientRect();
    return { name: here.id || here.textContent.trim().slice(0, 40), seen, large: width * height > 0, is: here.tagName };
  });
  /** The focus is on an element, which shows it. The page's own content, reached by a link, need not. */
  const voit = async (step) => {
    const here = await focus();
    assert.ok(here, `${step}: the focus is lost`);
    assert.ok(here.is === 'MAIN' || (here.seen && here.large), `${step}: the focus does not show on ${here.name}`);
  };
  const touche = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Tab until there, looking at every stop. */
  const va = async (selector, key = 'Tab') => {
    for (let n = 0; n < 300; n += 1) {
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return voit(selector);
      await touche(key);
      if (await page.evaluate(() => document.activeElement !== document.body)) await voit(`on the way to ${selector}`);
    }
    return assert.fail(`${selector} is out of the keyboard's reach`);
  };
  const tape = (text) => page.keyboard.type(text);
  const ecrit = async (selector, text) => {
    await va(selector);
    if (await page.$eval(selector, (one) => one.type === 'date')) return date(selector, text);
    await touche('Control+KeyA');
    return tape(text);
  };
  /** A date is typed in the order of the browser's own language, which no page can ask. */
  const date = async (selector, text) => {
    const [annee, mois, jour] = text.split('-');
    for (const parts of [[jour, mois, annee], [mois, jour, annee]]) {
      await touche('ArrowLeft', 'ArrowLeft');
      await tape(parts.join(''));
      if (await page.inputValue(selector) === text) return;
    }
    assert.fail(`${text} cannot be typed in ${selector}`);
  };
  return { page, voit, touche, va, tape, ecrit, attend: (selector, options) => page.waitForSelector(selector, options) };
}
