import { Module } from '@nestjs/common';

import { ApiKeysController } from './api-keys.controller.js';
import { CreateApiKey } from './create-api-key.js';
import { RevokeApiKey } from './revoke-api-key.js';
import { RotateApiKey } from './rotate-api-key.js';

@Module({
  controllers: [ApiKeysController],
  providers: [CreateApiKey, RevokeApiKey, RotateApiKey],
})
export class ApiKeysModule {}
