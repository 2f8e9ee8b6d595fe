import type { OpenAPIObject } from '@nestjs/swagger';

const HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text of your own, new for each thing you want done. Sent again within 24 hours with the same request it gets the first reply; with another request it is refused (422).',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

interface Operation {
  parameters?: object[];
}

/** Every POST inside an account may be repeated under a key: says so once for each. */
export function describeIdempotency(document: OpenAPIObject): OpenAPIObject {
  for (const [path, operations] of Object.entries(document.paths)) {
    const operation = (operations as { post?: Operation }).post;
    if (operation === undefined || !path.includes('{accountId}')) continue;
    operation.parameters = [...(operation.parameters ?? []), HEADER];
  }
  return document;
}
