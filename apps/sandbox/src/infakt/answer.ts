/** What the server says, before it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body: string;
}

export function jsonAnswer(status: number, body: unknown): Answer {
  return { status, body: JSON.stringify(body) };
}

export const notFound = jsonAnswer(404, { error: 'Zasób którego szukasz nie został znaleziony.' });
export const unauthorized = jsonAnswer(401, { error: 'Nieprawidłowy klucz API.' });
export const forbidden = jsonAnswer(403, { error: 'Brak dostępu.' });
export const tooManyRequests = jsonAnswer(429, { error: 'Przekroczono limit zapytań.' });

export function htmlAnswer(status: number, title: string): Answer {
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}
