import type { MigrationInterface, QueryRunner } from 'typeorm';

import { systemFunctions } from './system-functions.js';

/** Who signs in through the installation's single sign-on, looked up before anybody is known. */
export class SingleSignOn1795300460000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function system_find_oidc_identity(p_issuer text, p_subject text) returns table (user_id uuid, is_disabled boolean)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select i.user_id, u.is_disabled from oidc_identities i join users u on u.id = i.user_id
         where i.issuer = p_issuer and i.subject = p_subject
      $$;

      -- The newest open invitation to an address that the identity provider has verified.
      create function system_find_invitation_to(p_email text, p_wall timestamptz)
        returns table (account_id uuid, id uuid, email text, role text, account_name text, language text, user_id uuid)
        language sql stable security definer set search_path = pg_catalog, public as $$
        select i.account_id, i.id, i.email, i.role, a.name, a.language,
               (select u.id from users u where lower(u.email) = lower(i.email) limit 1)
          from invitations i join accounts a on a.id = i.account_id
         where lower(i.email) = lower(p_email) and i.accepted_at is null and i.revoked_at is null
           and i.expires_at > p_wall and a.state = 'active'
         order by i.created_at desc limit 1
      $$;
    `);
    await systemFunctions(queryRunner, [
      'system_find_oidc_identity(text, text)',
      'system_find_invitation_to(text, timestamptz)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Going back means restoring a backup: this migration extends the schema.');
  }
}
