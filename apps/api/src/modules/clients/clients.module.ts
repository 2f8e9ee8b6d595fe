import { Module } from '@nestjs/common';

import { ChangeClient } from './change-client.js';
import { ClientOptionsQuery } from './client-options.query.js';
import { ClientsController } from './clients.controller.js';

@Module({ controllers: [ClientsController], providers: [ChangeClient, ClientOptionsQuery] })
export class ClientsModule {}
