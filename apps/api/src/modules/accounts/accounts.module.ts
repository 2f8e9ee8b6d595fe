import { Module } from '@nestjs/common';

import { AddMember } from './add-member.js';
import { AccountsController } from './accounts.controller.js';
import { ChangeAccount } from './change-account.js';
import { AccountDay } from './contract/account-day.js';
import { CreateAccount } from './create-account.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { Invite } from './invitations/invite.js';
import { ChangeMember } from './members/change-member.js';
import { MembersController } from './members/members.controller.js';
import { MembersQuery } from './members/members.query.js';
import { SetupQuery } from './setup.query.js';

@Module({
  controllers: [AccountsController, InvitationsController, MembersController],
  providers: [
    AccountDay,
    AddMember,
    ChangeAccount,
    ChangeMember,
    CreateAccount,
    Invite,
    MembersQuery,
    SetupQuery,
  ],
  exports: [AccountDay, AddMember, CreateAccount],
})
export class AccountsModule {}
