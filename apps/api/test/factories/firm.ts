import { CreateAccount } from '../../src/modules/accounts/create-account.js';
import { settleCases } from '../../src/modules/cases/contract/settle-cases.js';
import { RunAccountDay } from '../../src/modules/cases/run-account-day.js';
import { systemScope } from '../../src/platform/tenancy/account-scope.js';
import { Tenancy } from '../../src/platform/tenancy/tenancy.js';
import type { Product } from '../support/product.js';

/** A firm with clients and invoices, arranged straight in the database; fills in what a test does not talk about. */
export class Firm {
  private constructor(
    private readonly product: Product,
    readonly accountId: string,
  ) {}

  static async make(
    product: Product,
    name = 'Firma Testowa',
    members: { userId: string; role: 'admin' | 'accountant' | 'viewer' }[] = [],
  ): Promise<Firm> {
    const create = await product.get(CreateAccount);
    const accountId = await create.execute(
      {
        name,
        legalName: `${name} sp. z o.o.`,
        country: 'PL',
        timeZone: 'Europe/Warsaw',
        currency: 'PLN',
        language: 'pl',
      },
      members,
    );
    const firm = new Firm(product, accountId);
    await product.owner.query(
      `update accounts set tax_number = '5260001246', street = 'Polna 1', postal_code = '00-001', city = 'Warszawa', email = 'biuro@firma.example',
              bank_account = '61109010140000071219812874', staff_emails = '{szef@firma.example}', send_from = '00:00', send_until = '23:59',
              send_weekdays = '{1,2,3,4,5,6,7}', is_holiday_skipped = false, is_unusual_held = false where id = $1`,
      [accountId],
    );
    return firm;
  }

  async client(
    name: string,
    emails: string[] = [`${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}@client.example`],
  ): Promise<string> {
    const id = await this.insert(
      `insert into clients (account_id, name, kind, tax_number, country, language, email_text, created_at, updated_at)
       values ($1, $2, 'business', '1234563218', 'PL', 'pl', $3, $4, $4) returning id`,
      [name, emails.join(' '), this.product.clock.now()],
    );
    for (const [position, email] of emails.entries()) {
      await this.product.owner.query(
        `insert into client_contacts (account_id, client_id, email, source, position, created_at) values ($1, $2, $3, 'provider', $4, $5)`,
        [this.accountId, id, email, position, this.product.clock.now()],
      );
    }
    return id;
  }

  /** An invoice kept by hand: always fresh. `settle` opens its case where it is due. */
  async invoice(
    clientId: string,
    invoice: {
      number: string;
      dueOn: string;
      gross?: number;
      kind?: string;
      currency?: string;
      isDraft?: boolean;
    },
  ): Promise<string> {
    const { gross = 12_300 } = invoice;
    const net = Math.round(gross / 1.23);
    return this.insert(
      `insert into invoices (account_id, kind, number, client_id, currency, net_minor, tax_minor, gross_minor, issued_on, due_on, legal_due_on, is_draft,
                             bank_account, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date - 14, $9, $9, $10, '61109010140000071219812874', $11, $11) returning id`,
      [
        invoice.kind ?? 'invoice',
        invoice.number,
        clientId,
        invoice.currency ?? 'PLN',
        net,
        gross - net,
        gross,
        invoice.dueOn,
        invoice.isDraft ?? false,
        this.product.clock.now(),
      ],
    );
  }

  /** Money on an invoice; a negative amount takes it back. */
  async pay(invoiceId: string, amount: number, on: string): Promise<void> {
    const { rows } = await this.product.owner.query<{ client_id: string; currency: string }>(
      'select client_id, currency from invoices where id = $1',
      [invoiceId],
    );
    const paymentId = await this.insert(
      `insert into payments (account_id, client_id, source, received_on, amount_minor, currency, created_at) values ($1, $2, 'manual', $3, $4, $5, $6) returning id`,
      [rows[0]!.client_id, on, amount, rows[0]!.currency, this.product.clock.now()],
    );
    await this.product.owner.query(
      `insert into allocations (account_id, invoice_id, payment_id, amount_minor, source, allocated_on, created_at) values ($1, $2, $3, $4, 'manual', $5, $6)`,
      [this.accountId, invoiceId, paymentId, amount, on, this.product.clock.now()],
    );
  }

  /** Money of a client that settles no invoice yet; negative: it went back. */
  async moneyInHand(clientId: string, amount: number, on: string, currency = 'PLN'): Promise<void> {
    await this.rows(
      `insert into payments (account_id, client_id, source, received_on, amount_minor, currency, created_at) values ($1, $2, 'bank', $3, $4, $5, $6)`,
      clientId,
      on,
      amount,
      currency,
      this.product.clock.now(),
    );
  }

  /** A credit note on an invoice, netted with it. */
  async credit(invoiceId: string, amount: number, on: string): Promise<void> {
    const [invoice] = await this.rows<{ client_id: string; number: string }>(
      'select client_id, number from invoices where account_id = $1 and id = $2',
      invoiceId,
    );
    const creditNoteId = await this.invoice(invoice!.client_id, {
      number: `K/${invoice!.number}/${on}/${amount}`,
      dueOn: on,
      kind: 'credit_note',
      gross: -amount,
    });
    await this.product.owner.query(
      `insert into allocations (account_id, invoice_id, credit_note_id, amount_minor, source, allocated_on, created_at)
       values ($1, $2, $3, $4, 'credit_note', $5, $6)`,
      [this.accountId, invoiceId, creditNoteId, amount, on, this.product.clock.now()],
    );
  }

  /** Makes the cases say what the invoices say, as a sync would. */
  async settle(
    today: string,
    invoiceIds?: string[],
  ): Promise<{ opened: number; closed: number; reopened: number }> {
    const ids =
      invoiceIds ??
      (
        await this.product.owner.query<{ id: string }>(
          'select id from invoices where account_id = $1',
          [this.accountId],
        )
      ).rows.map((row) => row.id);
    const scope = systemScope(this.accountId);
    const tenancy = await this.product.get(Tenancy);
    return tenancy.inAccount(scope, (tx) =>
      settleCases(tx, scope, { now: this.product.clock.now(), today }, ids),
    );
  }

  /** The daily run of a day. */
  async run(day: string): Promise<void> {
    await (await this.product.get(RunAccountDay)).execute(this.accountId, day);
  }

  async switchSending(isOn: boolean): Promise<void> {
    await this.product.owner.query('update accounts set is_automatic_sending = $2 where id = $1', [
      this.accountId,
      isOn,
    ]);
  }

  /** Rows of a query about this firm; `$1` is its account. */
  async rows<Row extends object>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return (await this.product.owner.query<Row>(sql, [this.accountId, ...parameters])).rows;
  }

  private async insert(sql: string, parameters: unknown[]): Promise<string> {
    return (await this.product.owner.query<{ id: string }>(sql, [this.accountId, ...parameters]))
      .rows[0]!.id;
  }
}
