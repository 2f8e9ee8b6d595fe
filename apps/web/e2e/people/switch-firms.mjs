import { eventually } from '../support/eventually.mjs';
import { ANNA, FIRST_FIRM, linkMailedTo, openSettings, SECOND_FIRM } from './world.mjs';

export function switchFirms(step, world) {
  step('invited to a second firm, Anna joins it with the user she has', async () => {
    const { anna, catcher, page } = world;
    await openSettings(page, SECOND_FIRM, 'People');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(ANNA.email);
    await dialog.getByText('Viewer').click();
    await dialog.getByRole('button', { name: 'Send the invitation' }).click();
    await page.getByText(`An invitation is on its way to ${ANNA.email}`).waitFor();
    const newest = () => linkMailedTo(catcher, ANNA.email, '/invitation');
    const link = await eventually(newest, (each) => each !== world.invitation);
    await anna.page.goto(link);
    await anna.page.getByRole('button', { name: 'Join the firm' }).click();
    await anna.page.locator('.switcher button').first().waitFor();
  });

  step('she switches between the two without signing in again', async () => {
    const { page } = world.anna;
    for (const firm of [SECOND_FIRM, FIRST_FIRM]) {
      await page.locator('.switcher button').first().click();
      await page.getByRole('link', { name: firm.name }).click();
      await page.getByRole('button', { name: firm.name }).waitFor();
    }
  });
}
