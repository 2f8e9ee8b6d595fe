import type { MigrationInterface, QueryRunner } from 'typeorm';

import { outsideWalls } from './outside-walls.js';

/**
 * A message that brings an interest note is a notice about the note and not about cases: it is no step of a plan,
 * and does not take the place of the day's message that is one.
 */
export class InterestNoteMail1795430000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outsideWalls(
      queryRunner,
      ['notices', 'interest_notes'],
      `
      alter table notices add column interest_note_id uuid,
        add foreign key (account_id, interest_note_id) references interest_notes on delete cascade,
        add constraint notices_of_note check (interest_note_id is null or channel = 'email' and audience = 'client');
      create index notices_by_note on notices (account_id, interest_note_id, id) where interest_note_id is not null;
      -- one under way: a double click sends it once
      create unique index notices_one_a_note on notices (account_id, interest_note_id)
        where interest_note_id is not null and state not in ('sent', 'refused', 'cancelled');
      drop index notices_one_a_day;
      create unique index notices_one_a_day on notices (account_id, client_id, audience, planned_on, only_case_id, (channel = 'task')) nulls not distinct
        where interest_note_id is null;`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: messages with notes would be lost.');
  }
}
