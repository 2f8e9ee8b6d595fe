import {
  electronicOrderFee,
  isElectronicOrderOpen,
  isWithinElectronicOrder,
} from '../../pl/order-for-payment.js';
import type { Topic } from '../example.js';
import { amountIn, needDay } from '../read-fields.js';
import { amountText } from '../write-fields.js';

/** Whether a Polish claim may go to the electronic court, and what that costs. */
export const electronicOrder: Topic = ({ input }) => {
  const claim = amountIn(input, 'claim_value', 'PLN');
  const ordinaryFee = amountIn(input, 'ordinary_fee', 'PLN');
  const isInTime = isElectronicOrderOpen(
    needDay(input, 'claim_mature_on'),
    needDay(input, 'filing_date'),
  );
  return {
    epu_admissible: isInTime && (claim === null || isWithinElectronicOrder(claim)),
    fee: ordinaryFee && amountText(electronicOrderFee(ordinaryFee)),
  };
};
