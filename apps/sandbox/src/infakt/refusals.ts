import { jsonAnswer } from '../serving/answer.js';

export const notFound = jsonAnswer(404, { error: 'Zasób którego szukasz nie został znaleziony.' });
export const unauthorized = jsonAnswer(401, { error: 'Nieprawidłowy klucz API.' });
export const forbidden = jsonAnswer(403, { error: 'Brak dostępu.' });
export const tooManyRequests = jsonAnswer(429, { error: 'Przekroczono limit zapytań.' });
