import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { secretsIn } from './secret-patterns.mjs';

/** Bytes of a file that are read; what is larger is data, not something that people write. */
const LARGEST = 2_000_000;

/** Examples of a vendor's published document, kept word for word; they open nothing. */
const PUBLISHED = new Set(['libs/providers/ksef/spec/open-api.json: a signed token']);

/**
 * Looks for secrets in every version of every file that the repository has ever had, and in the files as
 * they are now. Without a history (a download) only the latter.
 *
 * @returns {{ files: number, finds: string[] }} `finds` names file and kind, never the secret
 */
export function scanForSecrets() {
  const finds = new Set();
  let files = 0;
  for (const { path, text } of everything()) {
    files += 1;
    for (const kind of secretsIn(text)) finds.add(`${path}: ${kind}`);
  }
  return { files, finds: [...finds].filter((find) => !PUBLISHED.has(find)) };
}

function* everything() {
  const hasHistory = existsSync(inRoot('.git'));
  for (const path of hasHistory ? tracked() : downloaded()) {
    if (!statSync(inRoot(path), { throwIfNoEntry: false })?.isFile()) continue;
    const content = readFileSync(inRoot(path));
    if (content.length <= LARGEST) yield { path, text: content.toString('latin1') };
  }
  if (hasHistory) yield* blobs(everyVersion());
}

function tracked() {
  return git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}

function downloaded() {
  return globSync('**/*', {
    cwd: inRoot('.'),
    exclude: (path) => /(^|\/)(node_modules|dist|\.data)$/.test(path),
  });
}

/** The path of every blob of the history, by its id. */
function everyVersion() {
  return new Map(
    git(['rev-list', '--objects', '--all'])
      .toString()
      .split('\n')
      .map((line) => line.split(/ (.*)/s).slice(0, 2))
      .filter(([, path]) => path !== undefined && path !== ''),
  );
}

function* blobs(paths) {
  const output = git(['cat-file', '--batch'], [...paths.keys()].join('\n'));
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf(10, at);
    const [id, type, size] = output.toString('latin1', at, lineEnd).split(' ');
    const end = lineEnd + 1 + Number(size);
    if (type === 'blob' && Number(size) <= LARGEST)
      yield { path: paths.get(id), text: output.toString('latin1', lineEnd + 1, end) };
    at = end + 1;
  }
}

function git(args, input) {
  return execFileSync('git', args, {
    cwd: inRoot('.'),
    input,
    maxBuffer: 4 * 1024 ** 3,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
