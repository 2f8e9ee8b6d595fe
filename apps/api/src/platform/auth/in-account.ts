import { applyDecorators, Controller } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '#describe';

/** A controller whose routes lie inside an account: `/accounts/{accountId}/<path>`. */
export function InAccount(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path === '' ? 'accounts/:accountId' : `accounts/:accountId/${path}`),
    ApiBearerAuth(),
    ApiParam({ name: 'accountId', schema: { type: 'string', format: 'uuid' } }),
    ApiTags(tag),
  );
}
