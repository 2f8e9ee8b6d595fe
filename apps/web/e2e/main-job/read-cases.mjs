import { expect } from '@jest/globals';
import { lookOver } from '../support/look-over.mjs';
import { goTo, UNPAID } from './world.mjs';

/** Each file is a trip to the server: on a telephone that is what one waits for. */
const MOST_FILES = 8;

/** The cases are found and understood. */
export function readCases(step, world) {
  step('unpaid invoices have become cases, and filters survive a reload', async () => {
    const { page } = world;
    await goTo(world, 'Cases');
    const rows = page.getByRole('table').getByRole('row');
    await rows.nth(10).waitFor();
    expect(await lookOver(page)).toEqual([]);

    await page.getByRole('searchbox', { name: 'Search cases' }).fill('gęślą');
    await page.waitForURL(/q=/);
    await page.getByText('1 case', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 case', { exact: true }).waitFor();
    expect(await rows.count()).toBe(1 + 1);
  });

  step('the list comes with few files, so that a slow line waits for few answers', async () => {
    const { page } = world;
    const files = new Set();
    const note = (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === new URL(page.url()).origin && !pathname.startsWith('/api/'))
        files.add(pathname);
    };
    page.on('request', note);
    await page.reload();
    await page.getByRole('link', { name: UNPAID }).waitFor();
    page.off('request', note);
    expect(files.size).toBeGreaterThan(0);
    expect([...files].slice(MOST_FILES)).toEqual([]);
  });

  step('a case says what comes next, when and why', async () => {
    const { page } = world;
    await page.getByRole('link', { name: UNPAID }).click();
    const next = page.getByRole('region', { name: 'What comes next' });
    const words = await next.textContent();
    expect(words).toContain('“Reminder” goes to the client on Tuesday, 13 October 2026');
    expect(words).toContain('Because the plan says 1 day before the due date.');
    world.caseUrl = page.url();
    expect(await lookOver(page)).toEqual([]);
  });
}
