import { signIn } from '../main-job/world.mjs';
import { DEMO_FIRM, openDemoFirm, openWindow } from '../support/demo-firm.mjs';

/** A firm of the demo with invoices that are overdue by weeks, and an admin who is an operator too. */
export async function openWorld(world) {
  const work = await openDemoFirm(world, 'e2e-late-charges');
  await work.sync();
  const { items } = await world.api.get(`${world.root}/cases?limit=50&sort=-daysPastDue`);
  world.overdue = items.find(
    ({ balance, daysPastDue }) => balance.currency === 'PLN' && daysPastDue > 20,
  );
  await openWindow(world);
  const { page } = world;
  await page.goto('/');
  await signIn(world);
  await page.getByRole('button', { name: DEMO_FIRM }).waitFor();
}

/** The case of the story, and the part of its screen that speaks of late charges. */
export async function openClaim({ page, root, overdue }) {
  await page.goto(`${root}/cases/${overdue.id}`);
  const claim = page.getByRole('region', { name: 'Late charges' });
  await claim.getByLabel('The client is').waitFor();
  return claim;
}
