import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { NotingFirm } from '../factories/noting-firm.js';
import { Outbox } from '../factories/outbox.js';
import { Product } from '../support/product.js';
import { SmtpScriptServer } from '../support/smtp-script.js';

const DAY = '2024-02-20';
/** Longer than a letter may rest between the last look and its text without being looked at again. */
const SLOW_MS = 700;

/** A letter takes an interest note along, and the mail server is slow: what becomes of the note meanwhile counts. */
describe('an interest note that is paid while its letter is being handed over', () => {
  let product: Product;
  let server: SmtpScriptServer;
  let firm: NotingFirm;
  let outbox: Outbox;
  let noteId: string;
  let told = 0;

  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.close());
  beforeEach(async () => {
    server = await SmtpScriptServer.start();
    firm = await NotingFirm.on(product, `nina-${(told += 1)}`);
    outbox = new Outbox(product, firm.work.firm);
    await outbox.useSender(server.port);
    const caseId = await firm.paidLate('FV/1');
    noteId = (await firm.issue([caseId])).body.id;
    await firm.work.send('POST', `/interest-notes/${noteId}/send`, { how: 'with-next' });
    await firm.work.firm.invoice(firm.clientId, { number: 'FV/2', dueOn: '2024-02-10' });
    await firm.work.firm.settle(DAY);
    await firm.work.firm.run(DAY);
  });
  afterEach(() => server.close());

  const show = async () => (await firm.work.send('GET', `/interest-notes/${noteId}`)).body;

  it('does not leave, and the letter goes without it', async () => {
    const meanwhile = async () => {
      expect((await firm.pay(noteId, '357.87')).status).toBeLessThan(300);
      await sleep(SLOW_MS);
    };
    server.follow({ RCPT: { meanwhile } }, 1);
    await outbox.work();
    expect(server.taken).toEqual([]);
    product.clock.advance({ hours: 1 });
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    const [notice] = await outbox.states();
    expect(notice).toMatchObject({ state: 'sent' });
    expect(
      await firm.work.firm.rows(
        "select name from notice_attachments where account_id = $1 and name like 'NO%'",
      ),
    ).toEqual([]);
    expect((await show()).messages).toEqual([]);
  });

  it('leaves with it where nothing has happened', async () => {
    server.follow({ RCPT: { meanwhile: () => sleep(SLOW_MS) } }, 1);
    await outbox.work();
    expect(server.taken).toHaveLength(1);
    expect((await show()).messages).toMatchObject([{ isAlone: false, state: 'sent' }]);
  });
});
