import type { PaymentCode } from './payment-code.js';

/** Dots of a picture for one square of the code, and squares of white around it (ISO 18004 asks for four). */
const SCALE = 5;
const QUIET_ZONE = 4;

/** The code as a black and white PNG; the same code always gives the same bytes. */
export async function codePicture(code: PaymentCode): Promise<Buffer> {
  const { default: QRCode } = await import('qrcode');
  // One segment of bytes: readers of the European code expect UTF-8 and nothing cleverer.
  return QRCode.toBuffer([{ data: Buffer.from(code.payload), mode: 'byte' }], {
    type: 'png',
    errorCorrectionLevel: code.errorCorrection,
    margin: QUIET_ZONE,
    scale: SCALE,
  });
}
