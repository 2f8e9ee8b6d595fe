import { parseAmount } from '@invoicetracker/money';
import { orderForPaymentFee, orderForPaymentRoute } from '../../hu/order-for-payment.js';
import { NotSupported, type Fields, type Topic } from '../example.js';
import { needWhole } from '../read-fields.js';
import { amountText } from '../write-fields.js';

/** Route and fee of Hungarian orders for payment, for each amount. */
export const orderForPayment: Topic = ({ input }) => {
  const claims = input['claims_huf'] ?? [input['claim_huf']];
  if (!Array.isArray(claims)) throw new NotSupported('"claims_huf" is no list');
  const parties = input['parties'] === undefined ? 2 : needWhole(input, 'parties');
  const rows = claims.map((claim: unknown) => rowOf(claim, parties));
  return { rows, ...rows[0] };
};

function rowOf(claim: unknown, parties: number): Fields {
  const amount = parseAmount(String(claim), 'HUF');
  const fee = amountText(orderForPaymentFee(amount, parties));
  return {
    claim_huf: claim,
    route: `order_for_payment_${orderForPaymentRoute(amount).replaceAll('-', '_')}`,
    fee_huf: fee,
    fee_huf_two_parties: fee,
  };
}
