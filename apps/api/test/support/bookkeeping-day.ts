import type { Sandbox } from '@invoicetracker/sandbox';

/**
 * Lets a few things happen to a firm's books, as people in its office would do them: invoices are paid in full
 * and in part, payments go back, documents are deleted, corrected and issued.
 *
 * @param random evenly distributed in [0, 1)
 * @param today a calendar day, YYYY-MM-DD
 */
export function keepBooks(
  sandbox: Sandbox,
  key: string,
  random: () => number,
  today: string,
  changes: number,
): void {
  const { infakt } = sandbox;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const uuidWhere = (isMeant: (document: Record<string, unknown>) => boolean): string | undefined =>
    pick(infakt.documents(key).filter(isMeant))?.['uuid'] as string | undefined;
  const isOpen = (document: Record<string, unknown>) => document['paid_date'] === null;
  const isIssued = (document: Record<string, unknown>) => document['status'] !== 'draft';
  const isWhole = (document: Record<string, unknown>) =>
    isOpen(document) && isIssued(document) && Number(document['left_to_pay']) > 20_000;
  for (let change = 0; change < changes; change += 1) {
    switch (Math.floor(random() * 6)) {
      case 0: {
        const uuid = uuidWhere((one) => isOpen(one) && isIssued(one));
        if (uuid !== undefined) infakt.pay(key, { uuid, isSettled: random() < 0.5 });
        break;
      }
      case 1: {
        const uuid = uuidWhere((one) => isWhole(one) && one['kind'] === 'vat');
        if (uuid !== undefined) infakt.partPay(key, { uuid, amountMinor: 100 });
        break;
      }
      case 2: {
        const uuid = uuidWhere((one) => !isOpen(one));
        if (uuid !== undefined) infakt.unpay(key, { uuid });
        break;
      }
      case 3: {
        const uuid = uuidWhere(() => true);
        if (uuid !== undefined) infakt.remove(key, { uuid });
        break;
      }
      case 4: {
        const uuid = uuidWhere((one) => isWhole(one) && one['kind'] === 'vat');
        if (uuid !== undefined) infakt.correct(key, { uuid, grossMinor: -50, issuedOn: today });
        break;
      }
      default:
        infakt.issue(key, {
          grossMinor: 1_000 + Math.floor(random() * 1_000_000),
          issuedOn: today,
          dueOn: today,
        });
    }
  }
}
