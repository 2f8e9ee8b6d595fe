import { type Answer, jsonAnswer } from '../serving/answer.js';

/** wFirma says how it went inside the answer; HTTP knows nothing of it. */
export function statusAnswer(code: string, status = 200): Answer {
  return jsonAnswer(status, { status: { code } });
}

export type Entries = readonly Readonly<Record<string, unknown>>[];

/** Records as an object keyed "0", "1", …, each wrapped once more, and the parameters among them. */
export function listAnswer(
  module: { readonly plural: string; readonly singular: string },
  rows: Entries,
  parameters?: Readonly<Record<string, string>>,
): Answer {
  const numbered = Object.fromEntries(
    rows.map((row, index) => [index, { [module.singular]: row }]),
  );
  const list = parameters === undefined ? numbered : { ...numbered, parameters };
  return jsonAnswer(200, { [module.plural]: list, status: { code: 'OK' } });
}

/** A record that was refused comes back with what is wrong beside its fields. */
export function invalidAnswer(
  module: { readonly plural: string; readonly singular: string },
  row: object,
  field: string,
  message: string,
): Answer {
  const errors = { 0: { error: { field, message, method: { name: 'invalid', parameters: '' } } } };
  return jsonAnswer(200, {
    [module.plural]: { 0: { [module.singular]: { ...row, errors } } },
    status: { code: 'ERROR' },
  });
}
