import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { inRoot } from './paths.mjs';
import { needTool } from './run-tool.mjs';

/** The OpenAPI description of the built api, as the text of a file. Nothing is connected, nothing is listened to. */
export async function describeApi(options) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'invoicetracker-openapi-'));
  const target = path.join(folder, 'openapi.json');
  try {
    await needTool('Reading the API from its types', [import.meta.filename, 'metadata'], options);
    const program = ['--conditions=describe', inRoot('apps/api/dist/openapi.js'), target];
    await needTool('Describing the API', program, options);
    return readFileSync(target, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes what the Swagger plugin finds in types and comments beside the compiled api. SWC knows no plugins of the
 * TypeScript compiler, so this runs by itself, and only when the description is made: the api serves the committed one.
 */
async function writeMetadata() {
  const ofApi = createRequire(inRoot('apps/api/package.json'));
  const cli = path.dirname(ofApi.resolve('@nestjs/cli/package.json'));
  const { PluginMetadataGenerator } = await import(
    path.join(cli, 'lib/compiler/plugins/plugin-metadata-generator.js')
  );
  const { ReadonlyVisitor } = await import(ofApi.resolve('@nestjs/swagger/plugin'));
  new PluginMetadataGenerator().generate({
    visitors: [
      new ReadonlyVisitor({
        pathToSource: inRoot('apps/api/src'),
        introspectComments: true,
        classValidatorShim: true,
        esmCompatible: true,
        dtoFileNameSuffix: ['.dto.ts'],
      }),
    ],
    tsProgramRef: programOf(inRoot('apps/api')),
    outputDir: inRoot('apps/api/dist'),
    filename: 'metadata.js',
  });
}

// The generator's own way to a program checks all types again; that is the type check's work.
function programOf(folder) {
  const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  return ts.createProgram(fileNames, options);
}

if (process.argv[1] === import.meta.filename) await writeMetadata();
