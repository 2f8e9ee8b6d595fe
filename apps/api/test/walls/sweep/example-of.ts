import { resolved, type Schema } from './operations.js';

/** What a schema does not say about a field's text, by the field's name. */
const NAMED: Readonly<Record<string, unknown>> = {
  amount: '100.00',
  credentials: { apiKey: 'sandbox-wymyslony-klucz' },
  asOf: '2026-05-01',
  bankAccount: '61109010140000071219812874',
  code: '123456',
  content: 'a'.repeat(64),
  costs: '10.00',
  country: 'PL',
  currency: 'PLN',
  dailyRunAt: '06:00',
  expiresInDays: 30,
  exchangeRate: '4.3',
  from: '2026-05-01',
  host: '127.0.0.1',
  isSecondFactorRequired: false,
  next: '/profile',
  on: '2026-05-01',
  openBefore: '100.00',
  password: 'prawidlowy kon bateria spinacz',
  newPassword: 'calkiem inny kon bateria spinacz',
  payBy: '2026-12-31',
  postedOn: '2026-05-01',
  principal: '100.00',
  rate: '4.3',
  sendFrom: '08:00',
  sendUntil: '16:00',
  syncFrom: '06:00',
  syncUntil: '20:00',
  timeZone: 'Europe/Warsaw',
  to: 'ktos@people.example',
  token: 'x'.repeat(43),
  until: '2026-12-31',
  validFrom: '2026-05-01',
  role: 'viewer',
};

/** A value that the schema allows, all fields filled in, so that a refusal is about rights and not about shape. */
export function exampleOf(given: Schema, name = ''): unknown {
  const schema = resolved(given);
  if (name in NAMED && !schema.properties) return NAMED[name];
  if (schema.enum !== undefined) return schema.enum[0];
  const variant = (schema.oneOf ?? schema.anyOf)?.find((one) => one.type !== 'null');
  if (variant !== undefined) return exampleOf(variant, name);
  const type = [schema.type ?? (schema.properties ? 'object' : 'string')].flat()[0];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([field, part]) => [
          field,
          exampleOf(part, field),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () =>
        exampleOf(schema.items ?? {}, name),
      );
    case 'boolean':
      return true;
    case 'number':
    case 'integer':
      return Math.min(schema.maximum ?? Infinity, Math.max(schema.minimum ?? 1, 1));
    default:
      return textFor(schema, name);
  }
}

function textFor(schema: Schema, name: string): string {
  if (/[a-z]On$/.test(name)) return '2026-05-01';
  if (/percent$/i.test(name)) return '10';
  if (schema.format === 'email') return 'ktos@people.example';
  if (schema.format === 'uuid') return '018f0000-0000-7000-8000-000000000000';
  return 'x'.repeat(Math.max(schema.minLength ?? 1, 3));
}
