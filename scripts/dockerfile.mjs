/**
 * Reads a Dockerfile into its stages: `{ name, from, steps: [{ instruction, words }] }`. Knows what ours use: lines
 * continued with a backslash, comments, and `COPY --from`.
 */
export function parseDockerfile(text) {
  const stages = [];
  for (const line of logicalLines(text)) {
    const [, instruction, words] = /^([A-Z]+)\s+(.*)$/.exec(line);
    if (instruction === 'FROM') {
      const [, from, name] = /^(\S+)\s+AS\s+(\S+)$/.exec(words);
      stages.push({ name, from, steps: [] });
    } else {
      stages.at(-1).steps.push({ instruction, words });
    }
  }
  return stages;
}

function logicalLines(text) {
  return text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
}
