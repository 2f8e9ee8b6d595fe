import { expect } from '@jest/globals';
import { goTo } from '../main-job/world.mjs';
import { eventually } from '../support/eventually.mjs';
import { lookOver } from '../support/look-over.mjs';
import { FIRST, SECOND } from './world.mjs';

const FINDS = '^/(?:invoices|contractors)/find$';

/** A slow run is watched, left alone for a reload, stopped, and let go on. */
export function watchRun(step, world) {
  step('a run is watched live, and the other connection stays as it was', async () => {
    const { books, page } = world;
    await books.fault({ match: '^/contractors/find$', kind: 'bad-row' });
    await books.fault({ match: '^/invoices/find$', kind: 'bad-row' });
    await books.fault({ match: FINDS, kind: 'slow', times: 60, delayMs: 5000 });
    await goTo(world, 'Sync');
    const card = page.getByRole('article', { name: SECOND });
    await card.getByRole('button', { name: 'Sync now' }).click();
    await card.getByRole('progressbar').waitFor();
    const first = await progress(card);
    await eventually(
      () => progress(card),
      (words) => words !== first,
    );
    const other = page.getByRole('article', { name: FIRST });
    await other.getByText('Not synced yet.').waitFor();
    expect(await other.getByRole('button', { name: 'Sync now' }).isEnabled()).toBe(true);
    expect(await lookOver(page)).toEqual([]);
  });

  step('after a reload in the middle the run is still followed', async () => {
    const { page } = world;
    await page.reload();
    const card = page.getByRole('article', { name: SECOND });
    await card.getByRole('progressbar').waitFor();
    const found = await progress(card);
    await eventually(
      () => progress(card),
      (words) => words !== found,
    );
  });

  step('a run that is stopped keeps what it had read, and says so', async () => {
    const { books, page } = world;
    const card = page.getByRole('article', { name: SECOND });
    await card.getByText(/^[1-9]\d* new/).waitFor();
    await card.getByRole('button', { name: 'Stop' }).click();
    await card.getByText('Stopped', { exact: true }).waitFor();
    await books.forgetFaults();
    expect(await lookOver(page)).toEqual([]);
    await card.getByRole('link', { name: 'Details' }).click();
    await page.getByText('This run was stopped.').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the next run goes on where the stopped one ended', async () => {
    const { page } = world;
    await goTo(world, 'Sync');
    const card = page.getByRole('article', { name: SECOND });
    await card.getByRole('button', { name: 'Go on' }).click();
    await card.getByText('Done', { exact: true }).waitFor();
    const rows = page.getByRole('table', { name: 'History' }).getByRole('row');
    await eventually(
      () => rows.count(),
      (count) => count === 1 + 2,
    );
    await card.getByText(/^[1-9]\d* new/).waitFor();
    expect(await lookOver(page)).toEqual([]);
  });
}

/** What the card says of the run: where it is, and how much it has read. */
const progress = async (card) =>
  (await card.getByRole('status').count()) > 0
    ? `${await card.getByRole('status').textContent()} ${await card.getByText(/requests$/).textContent()}`
    : '';
