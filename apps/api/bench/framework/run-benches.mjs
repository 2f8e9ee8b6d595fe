/**
 * Runs benches one after the other and prints each line as it is measured. A bench that breaks is told with its
 * error and stops no other.
 *
 * @param {Record<string, () => Promise<(context: object) => AsyncIterable<object>>>} benches each one loaded only when it runs
 * @param {{ only: string | null, context: object, print: (row: object) => void, complain: (text: string) => void }} options
 * @returns how many broke
 * @throws when there is no bench of the name in `only`
 */
export async function runBenches(benches, { only, context, print, complain }) {
  if (only !== null && !Object.hasOwn(benches, only)) {
    throw new Error(`There is no bench "${only}": choose from ${Object.keys(benches).join(', ')}.`);
  }
  let broken = 0;
  for (const [name, load] of Object.entries(benches)) {
    if (only !== null && name !== only) continue;
    try {
      const bench = await load();
      for await (const row of bench(context)) print(row);
    } catch (error) {
      broken += 1;
      complain(`${name} broke: ${error.stack}`);
    }
  }
  return broken;
}
