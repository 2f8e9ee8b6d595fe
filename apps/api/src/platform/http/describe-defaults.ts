import type { OpenAPIObject } from '@nestjs/swagger';

interface Operation {
  parameters?: { in: string; required?: boolean; schema?: { default?: unknown } }[];
}

/** What has a default may be left out: the class that takes it says so, its description did not. */
export function describeDefaults(document: OpenAPIObject): OpenAPIObject {
  for (const operations of Object.values(document.paths)) {
    for (const { parameters } of Object.values(operations as Record<string, Operation>)) {
      for (const parameter of parameters ?? []) {
        if (parameter.in === 'query' && parameter.schema?.default !== undefined)
          parameter.required = false;
      }
    }
  }
  return document;
}
