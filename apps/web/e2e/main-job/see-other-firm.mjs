import { expect } from '@jest/globals';
import { goTo, OTHER_FIRM, OUR_FIRM, UNPAID } from './world.mjs';

/** Nothing of one firm is to be seen in the other, and nothing at all after signing out. */
export function seeOtherFirm(step, world) {
  step('the other firm shows nothing of ours', async () => {
    const { browser, page } = world;
    await page.getByRole('button', { name: OUR_FIRM.name }).click();
    await page.getByRole('link', { name: OTHER_FIRM.name }).click();
    for (const screen of ['Overview', 'Cases', 'Sync', 'Outbox']) {
      await goTo(world, screen);
      await page.waitForLoadState('networkidle');
      const text = await page.getByRole('main').innerText();
      expect(text).not.toMatch(/FV\/|Żółć|inFakt, by/);
    }
    const [, otherId] = page.url().match(/accounts\/([^/]+)/);
    browser.expectRefusal(404, /\/cases\/[^/]+$/);
    await page.goto(world.caseUrl.replace(/accounts\/[^/]+/, `accounts/${otherId}`));
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(await page.content()).not.toContain(UNPAID);
  });

  step('after signing out, our addresses lead to the sign-in', async () => {
    const { page } = world;
    await page.getByRole('button', { name: /admin/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(world.caseUrl);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
}
