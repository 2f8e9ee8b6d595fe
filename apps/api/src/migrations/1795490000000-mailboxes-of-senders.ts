import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every sender says which mailbox answers to it come to. Two may name the same one, which is read once: it is known by
 * its server, user and folder, and how far it has been read stays with it, whichever senders come and go.
 */
export class MailboxesOfSenders1795490000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table mailboxes no force row level security;
      alter table senders no force row level security;
      alter table inbound_mails no force row level security;
      update mailboxes set folder = 'INBOX' where upper(folder) = 'INBOX';

      alter table senders
        add column mailbox_id uuid,
        add foreign key (account_id, mailbox_id) references mailboxes on delete set null (mailbox_id);
      -- Of two rows for the same mailbox the one that has been read further stays.
      create temporary table mailbox_kept on commit drop as
        select account_id, id, sender_id,
               first_value(id) over (partition by account_id, lower(host), lower(username), folder order by last_uid desc, id) as kept
          from mailboxes;
      update senders s set mailbox_id = k.kept from mailbox_kept k where k.account_id = s.account_id and k.sender_id = s.id;
      update inbound_mails i set mailbox_id = k.kept from mailbox_kept k
       where k.account_id = i.account_id and k.id = i.mailbox_id and k.kept <> k.id;
      delete from mailboxes m using mailbox_kept k where k.account_id = m.account_id and k.id = m.id and k.kept <> k.id;

      alter table mailboxes drop column sender_id;
      create unique index mailboxes_by_place on mailboxes (account_id, lower(host), lower(username), folder);

      alter table mailboxes force row level security;
      alter table senders force row level security;
      alter table inbound_mails force row level security;`);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: which mailbox is whose would be lost.');
  }
}
