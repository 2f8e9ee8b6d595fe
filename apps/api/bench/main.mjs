import { parseArgs } from 'node:util';

import { Databases } from './arrange/databases.mjs';
import { benches } from './benches.mjs';
import { Context } from './framework/context.mjs';
import { jsonPrinter, tablePrinter } from './framework/print-rows.mjs';
import { runBenches } from './framework/run-benches.mjs';

/** `npm run bench` starts this beside a PostgreSQL server of its own, whose address is in BENCH_ADMIN_URL. */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const write = (line) => console.log(line);
const context = new Context(new Databases(process.env.BENCH_ADMIN_URL), values.large);
try {
  const broken = await runBenches(benches, {
    only: values.only ?? null,
    context,
    print: values.json ? jsonPrinter(write) : tablePrinter(write),
    complain: (text) => console.error(text),
  });
  process.exitCode = broken === 0 ? 0 : 1;
} finally {
  await context.close();
}
