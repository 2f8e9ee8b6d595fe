/**
 * Fields that become a table or a box in HTML and lines in plain text. While Liquid runs they are one
 * private-use character each, which no value can contain, so filters cannot spoil them and nobody
 * can smuggle one in.
 */
export const READY_PARTS = { invoiceList: '\ue001', paymentDetails: '\ue002' } as const;

export const ANY_READY_PART = /([\ue001\ue002])/u;
