import { describe, expect, it } from '@jest/globals';

import { ProviderError, type ProviderErrorActor } from '@invoicetracker/provider-kit';

import { fetchProblem } from './missing-document.js';

describe('why an invoice cannot be had as a PDF', () => {
  it.each<[ProviderErrorActor, string, string, boolean, boolean]>([
    ['bug', 'answer-too-large', 'too-large', false, false],
    ['retry', 'document-unreadable', 'unreadable', true, false],
    ['retry', 'document-not-ready', 'unreadable', true, false],
    ['retry', 'provider-failing', 'unavailable', true, true],
    ['retry', 'timeout', 'unavailable', true, true],
    ['reconnect', 'scope-missing', 'refused', false, true],
    ['bug', 'request-refused', 'unreadable', false, false],
  ])('%s / %s: %s, may come: %s, of all: %s', (actor, code, reason, mayCome, isOfAll) => {
    const error = new ProviderError({ actor, code, message: 'x' });
    expect(fetchProblem(error)).toEqual({ reason, mayCome, isOfAll });
  });
});
