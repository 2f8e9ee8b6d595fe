/* global document, getComputedStyle, innerWidth, Node -- used inside the page */
import AxeBuilder from '@axe-core/playwright';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * Looks the open screen over as somebody who sees little, and as somebody with a phone.
 *
 * @returns what is wrong with it, in words: serious findings of axe in light and dark; anything that makes the page
 *   scroll sideways or is cut off at 390 px
 */
export async function lookOver(page) {
  await page.evaluate(untilStill);
  const findings = await findBarriers(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(untilStill);
  // What is where is the same in the dark; only the colours are others.
  const inTheDark = await findBarriers(page, (axe) => axe.withRules('color-contrast'));
  findings.push(...inTheDark.map((barrier) => `in the dark: ${barrier}`));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  findings.push(...(await page.evaluate(findCutOff)).map((what) => `at 390 px: ${what}`));
  await page.setViewportSize(WIDE);
  return findings;
}

/** What axe finds to be a serious or critical barrier. */
export async function findBarriers(page, narrow = (axe) => axe) {
  // A mail is shown in a frame that runs no scripts, axe included; mails are looked at by themselves.
  const axe = new AxeBuilder({ page }).exclude('iframe');
  const { violations } = await narrow(axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
    );
}

/** Runs in the page: resolves when colours have faded over and what moves has arrived. */
async function untilStill() {
  const moving = document
    .getAnimations()
    .filter(({ effect }) => effect.getTiming().iterations === 1);
  // One that is cut short, by a newer one or with its element, has come to its end, too.
  await Promise.allSettled(moving.map(({ finished }) => finished));
}

/** Runs in the page. */
function findCutOff() {
  const found = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
  for (const element of document.querySelectorAll('body *')) {
    const text = ownText(element);
    if (text === '' || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { left, right, width } = element.getBoundingClientRect();
    const isForReadersOnly =
      width <= 1 || getComputedStyle(element).clipPath !== 'none' || right <= 0;
    if (isForReadersOnly || scrollsInside(element)) continue;
    if (left < -1 || right > innerWidth + 1)
      found.push(`"${text}" ends at ${Math.round(right)} px`);
    const { overflowX, textOverflow } = getComputedStyle(element);
    const isClipped = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    if (isClipped && textOverflow !== 'ellipsis') found.push(`"${text}" is cut off`);
  }
  return found;

  function ownText({ childNodes }) {
    const words = [...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    return words
      .map(({ data }) => data)
      .join('')
      .trim()
      .slice(0, 60);
  }

  function scrollsInside(element) {
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  }
}
