/** What of the payments recorded here the provider is told. Both are off at first. */
export class WriteBackSwitches {
  marksPaid: boolean;
  recordsPayments: boolean;
  /** False: the provider cannot be told of payments. */
  canMarkPaid: boolean;
  /** False: it takes no parts. */
  canRecordPayments: boolean;
}
