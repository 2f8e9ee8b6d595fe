import type { Caller, Product } from '../support/product.js';
import { WorkingFirm } from './working-firm.js';

/** A firm on 20 February 2024 whose client pays late, and which issues interest notes for it. */
export class NotingFirm {
  private constructor(
    readonly work: WorkingFirm,
    readonly clientId: string,
  ) {}

  static async on(product: Product, username: string): Promise<NotingFirm> {
    const work = await WorkingFirm.on(product, '2024-02-20', username);
    return new NotingFirm(work, await work.firm.client('Alfa'));
  }

  /**
   * An invoice due on 10 January 2024, so that the exchange rate of 29 December 2023 counts. Paid ten days later it has
   * earned 53.51 of interest and 304.36 of compensation.
   *
   * @returns its case
   */
  async paidLate(number: string, of = this.clientId, paidOn = '2024-01-20'): Promise<string> {
    const id = await this.invoice(number, of);
    await this.work.firm.pay(id, 1_240_000, paidOn);
    await this.work.firm.settle(paidOn, [id]);
    return this.work.caseId(number);
  }

  /** The same invoice, of which nothing has come in. */
  async unpaid(number: string, of = this.clientId): Promise<string> {
    await this.invoice(number, of);
    return this.work.caseId(number);
  }

  issue(caseIds: readonly string[], more: object = {}): ReturnType<Caller> {
    return this.work.send('POST', '/interest-notes', { caseIds, ...more });
  }

  pay(noteId: string, amount: string, more: object = {}): ReturnType<Caller> {
    return this.work.send('POST', `/interest-notes/${noteId}/payments`, {
      amount: { amount, currency: 'PLN' },
      paidOn: '2024-02-20',
      ...more,
    });
  }

  async file(noteId: string): Promise<Buffer> {
    return (await this.work.send('GET', `/interest-notes/${noteId}/file`)).bytes as Buffer;
  }

  async claimOf(caseId: string) {
    return (await this.work.send('GET', `/cases/${caseId}/claim`)).body;
  }

  private async invoice(number: string, of: string): Promise<string> {
    const { firm } = this.work;
    const id = await firm.invoice(of, { number, dueOn: '2024-01-10', gross: 1_240_000 });
    await firm.settle('2024-01-15', [id]);
    return id;
  }
}
