import { Module } from '@nestjs/common';

import { CreateAccount } from './create-account.js';

@Module({ providers: [CreateAccount], exports: [CreateAccount] })
export class AccountsModule {}
