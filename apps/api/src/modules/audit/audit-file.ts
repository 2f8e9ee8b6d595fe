import type { Readable } from 'node:stream';

import { StreamableFile } from '@nestjs/common';

/** An audit export as a download. */
export function auditFile(content: Readable, format: 'csv' | 'ndjson'): StreamableFile {
  return new StreamableFile(content, {
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    disposition: `attachment; filename="audit.${format}"`,
  });
}
