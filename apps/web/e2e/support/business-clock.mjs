import { renameSync, writeFileSync } from 'node:fs';

/** The calendar that api, worker and sandbox share: real time plus an offset kept in a file. */
export function businessClock(file) {
  return {
    /** Moves everybody to an instant, from where time runs on. @param {string} instant ISO 8601 with its zone */
    moveTo(instant) {
      // eslint-disable-next-line no-restricted-syntax -- the distance from the real time is what is wanted
      const offsetMs = Date.parse(instant) - Date.now();
      // The programs read the file all the time: none may ever see half of it.
      writeFileSync(`${file}.next`, JSON.stringify({ offsetMs }));
      renameSync(`${file}.next`, file);
    },
  };
}
