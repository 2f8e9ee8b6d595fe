import { signIn } from '../main-job/world.mjs';
import { DEMO_FIRM, openDemoFirm, openWindow } from '../support/demo-firm.mjs';

/** A firm of the demo whose first letters have left: its cases run on the plan that is about to change. */
export async function openWorld(world) {
  const work = await openDemoFirm(world, 'e2e-plan-changed');
  await work.sync();
  await work.dun();
  await openWindow(world);
  const { page } = world;
  await page.goto('/');
  await signIn(world);
  await page.getByRole('button', { name: DEMO_FIRM }).waitFor();
}
