import { expect } from '@jest/globals';
import { eventually } from '../support/eventually.mjs';
import { findBarriers, lookOver } from '../support/look-over.mjs';
import { DEBTOR, goTo, OUR_FIRM, UNPAID } from './world.mjs';

/** A mail server, a look at what would leave, and the first reminders. */
export function sendReminders(step, world) {
  step('a test mail shows that the mail server works', async () => {
    const { catcher, page, product } = world;
    await goTo(world, 'Settings', 'Sender');
    await page.getByRole('link', { name: 'Add a sender' }).first().click();
    await page.getByLabel('Server', { exact: true }).fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(product.ports.smtp));
    await page.getByLabel('Encryption').selectOption('none');
    await page.getByLabel("Sender's name").fill(OUR_FIRM.legalName);
    await page.getByLabel("Sender's address").fill('faktury@buk.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();

    await page.getByLabel('Send it to').fill('szefowa@buk.example');
    await page.getByRole('button', { name: 'Send test mail' }).click();
    await page.getByText('The server accepted the test mail.').waitFor();
    expect(await lookOver(page)).toEqual([]);
    await eventually(
      () => mailsTo(catcher, 'szefowa@buk.example'),
      ({ length }) => length === 1,
    );
  });

  step('sending is switched on only after looking at what would leave', async () => {
    const { page } = world;
    await goTo(world, 'Settings', 'Automatic sending');
    const switchOn = page.getByRole('main').getByRole('button', { name: 'Switch on' });
    expect(await switchOn.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Show what would leave' }).click();
    await page.getByRole('button', { name: DEBTOR.company_name }).click();
    await page.getByText(`Przypomnienie o terminie płatności: ${UNPAID}`).waitFor();
    expect(await lookOver(page)).toEqual([]);

    await switchOn.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('heading', { name: 'Automatic sending is on' }).waitFor();
  });

  step("today's reminders leave, and the outbox says so", async () => {
    const { page } = world;
    await runToday(world);
    await goTo(world, 'Outbox');
    const row = page.getByRole('row').filter({ hasText: DEBTOR.company_name });
    await row.getByText('Sent', { exact: true }).waitFor();
    expect(await lookOver(page)).toEqual([]);
    await row.getByRole('link').click();
    await page.getByText('accepted').waitFor();
    expect(await lookOver(page)).toEqual([]);
  });

  step('the mail is there, with number, amount, bank account and Polish letters', async () => {
    const [mail, ...others] = await mailsTo(world.catcher, DEBTOR.email);
    expect(others).toEqual([]);
    expect(mail.subject).toBe(`Przypomnienie o terminie płatności: ${UNPAID}`);
    for (const body of [mail.text, mail.html]) {
      const plain = body.replace(/[\u00a0\u202f]|&nbsp;/g, ' ');
      expect(plain).toContain(DEBTOR.company_name);
      expect(plain).toContain(UNPAID);
      expect(plain).toContain('1 234,56 zł');
      expect(plain).toMatch(/\d\d( \d{4}){6}/);
      expect(plain).toContain('Szanowni Państwo');
    }
    const letter = await world.browser.context.newPage();
    await letter.setContent(mail.html);
    expect(await findBarriers(letter)).toEqual([]);
    await letter.close();
  });
}

/** Asks for today's run on the overview, and waits until it has been decided. */
export async function runToday(world) {
  const { page } = world;
  await goTo(world, 'Overview');
  const button = page.getByRole('button', { name: "Run today's reminders" });
  await button.click();
  await page.getByRole('button', { name: 'Deciding…' }).waitFor();
  await button.waitFor();
}

export async function mailsTo(catcher, address) {
  const mails = await catcher.all();
  return mails.filter(({ to }) => to.some((one) => one.address === address));
}
