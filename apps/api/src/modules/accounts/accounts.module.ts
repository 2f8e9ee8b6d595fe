import { Module } from '@nestjs/common';

import { AddMember } from './add-member.js';
import { AdminAccountsController } from './admin/admin-accounts.controller.js';
import { AdminAccountsQuery } from './admin/admin-accounts.query.js';
import { ChangeAccountState } from './admin/change-account-state.js';
import { ExportAccount } from './admin/export-account.js';
import { OpenAccount } from './admin/open-account.js';
import { RemoveAccountJob } from './admin/remove-account.job.js';
import { RemoveAccount } from './admin/remove-account.js';
import { AccountsController } from './accounts.controller.js';
import { ChangeAccount } from './change-account.js';
import { AccountDay } from './contract/account-day.js';
import { CreateAccount } from './create-account.js';
import { FeaturesController } from './features/features.controller.js';
import { SwitchFeatures } from './features/switch-features.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { Invite } from './invitations/invite.js';
import { ChangeMember } from './members/change-member.js';
import { MembersController } from './members/members.controller.js';
import { MembersQuery } from './members/members.query.js';
import { AdminOperatorAccessController } from './operators/admin-operator-access.controller.js';
import { LookIn } from './operators/look-in.js';
import { OperatorAccessController } from './operators/operator-access.controller.js';
import { SetupQuery } from './setup.query.js';

@Module({
  controllers: [
    AccountsController,
    AdminAccountsController,
    AdminOperatorAccessController,
    FeaturesController,
    InvitationsController,
    MembersController,
    OperatorAccessController,
  ],
  providers: [
    AccountDay,
    AddMember,
    AdminAccountsQuery,
    ChangeAccount,
    ChangeAccountState,
    ChangeMember,
    CreateAccount,
    ExportAccount,
    Invite,
    LookIn,
    MembersQuery,
    OpenAccount,
    RemoveAccount,
    RemoveAccountJob,
    SetupQuery,
    SwitchFeatures,
  ],
  exports: [AccountDay, AddMember, CreateAccount, RemoveAccount, RemoveAccountJob],
})
export class AccountsModule {}
