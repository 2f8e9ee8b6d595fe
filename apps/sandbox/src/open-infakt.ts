import { InfaktControl } from './control/infakt-control.js';
import { SeededRandom } from './fiction/seeded-random.js';
import { Companies } from './infakt/companies.js';
import type { CompanyChange } from './infakt/company-change.js';
import { infaktWire } from './infakt/infakt-wire.js';
import { PaymentTasks } from './infakt/payment-tasks.js';
import { Webhooks } from './infakt/webhooks.js';
import { putOnStage, type Stage, todayIn } from './open-player.js';

/** inFakt keeps books of its own: seven collections of documents and clients as typed by people. */
export function openInfakt(stage: Stage): InfaktControl {
  const { journal, clock } = stage;
  const today = todayIn('PL', clock);
  const webhooks = new Webhooks(clock);
  const companies = new Companies(journal.start, (key, change, document) => {
    journal.write('infakt', key, change);
    webhooks.tell(key, change, document?.uuid);
  });
  for (const { key, change } of journal.entriesOf('infakt'))
    companies.replay(key, change as CompanyChange);
  const random = new SeededRandom(journal.start.seed, 'order');
  const parts = putOnStage(stage, today, (faults) =>
    infaktWire({
      companies,
      faults,
      clock,
      today,
      tasks: new PaymentTasks(),
      random: () => random.next(),
    }),
  );
  return new InfaktControl(parts, companies, webhooks);
}
