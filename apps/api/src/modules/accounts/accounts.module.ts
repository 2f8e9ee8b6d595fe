import { Module } from '@nestjs/common';

import { AddMember } from './add-member.js';
import { AccountsController } from './accounts.controller.js';
import { ChangeAccount } from './change-account.js';
import { AccountDay } from './contract/account-day.js';
import { CreateAccount } from './create-account.js';
import { SetupQuery } from './setup.query.js';

@Module({
  controllers: [AccountsController],
  providers: [AccountDay, AddMember, ChangeAccount, CreateAccount, SetupQuery],
  exports: [AccountDay, AddMember, CreateAccount],
})
export class AccountsModule {}
