import { Module } from '@nestjs/common';

import { ClientOptionsQuery } from './client-options.query.js';
import { ClientsController } from './clients.controller.js';

@Module({ controllers: [ClientsController], providers: [ClientOptionsQuery] })
export class ClientsModule {}
