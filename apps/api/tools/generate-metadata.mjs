// Writes src/metadata.ts: what the OpenAPI file needs to know of the DTOs' types and comments.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { PluginMetadataGenerator } from '@nestjs/cli/lib/compiler/plugins/plugin-metadata-generator.js';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

new PluginMetadataGenerator().generate({
  visitors: [
    new ReadonlyVisitor({
      introspectComments: true,
      classValidatorShim: true,
      esmCompatible: true,
      dtoFileNameSuffix: ['.dto.ts'],
      pathToSource: source,
    }),
  ],
  outputDir: source,
  tsconfigPath: 'tsconfig.json',
  filename: 'metadata.ts',
  watch: false,
  printDiagnostics: false,
});
