import { ProviderError } from '../provider-error.js';

/**
 * Reads an answer's body and stops at the limit, so that a broken or hostile server cannot fill our memory.
 * @throws ProviderError `bug` / `answer-too-large`; whatever the stream throws when the connection breaks
 */
export async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes, response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number, status: number): ProviderError {
  return new ProviderError({
    actor: 'bug',
    code: 'answer-too-large',
    message: `The provider's answer is larger than ${maxBytes} bytes.`,
    status,
  });
}
