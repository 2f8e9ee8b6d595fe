import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { lookOver } from '../support/look-over.mjs';

/** A client writes until when they will pay, and a person makes a promise of it. */
export function keepPromise(step, world) {
  step('the outbox says that something waits, and leads to it', async () => {
    const { page, answering, gone } = world;
    await goTo(world, 'Outbox');
    await page.getByRole('link', { name: 'Replies and bounces, 2 waiting' }).click();
    await page.getByRole('heading', { level: 1, name: 'Replies and bounces' }).waitFor();
    await page.getByRole('link').filter({ hasText: answering.client.name }).waitFor();
    await page.getByRole('link').filter({ hasText: gone.client.name }).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the answer shows its words, and what the rules make of them', async () => {
    const { page, answering } = world;
    await page.getByRole('link').filter({ hasText: answering.client.name }).first().click();
    await page.getByText('zapłacimy całość do 2026-10-20').first().waitFor();
    await page.getByText('Promises to pay').first().waitFor();
    expect(await page.getByLabel('Paid by').inputValue()).toBe('2026-10-20');
    expect(await lookOver(page)).toEqual([]);
  });

  step('settled, it is a promise, and the case waits for its day', async () => {
    const { page, api, root, answering } = world;
    await page.getByRole('button', { name: 'Settle' }).click();
    await page.getByText('A promise was recorded.').waitFor();
    const { cases } = await api.get(`${root}/notices/${answering.id}`);
    const one = await api.get(`${root}/cases/${cases[0].caseId}`);
    expect(one.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['replied', 'promise_recorded', 'reply_answered']),
    );
    expect(one.nextReason).toBe('promised');
    await page.getByRole('link', { name: cases[0].number, exact: true }).click();
    await page.getByText('The client answered').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}
