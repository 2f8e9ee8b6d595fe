/**
 * What `#describe` means wherever the API is not being described: the words about routes and fields say nothing. Only
 * `openapi.ts` needs the real ones (`--conditions=describe`); loading them is an eighth of all files at start.
 */
import { IntersectionType } from '@nestjs/mapped-types';

const unsaid = () => () => undefined;

export {
  IntersectionType,
  unsaid as ApiBearerAuth,
  unsaid as ApiOkResponse,
  unsaid as ApiParam,
  unsaid as ApiProduces,
  unsaid as ApiProperty,
  unsaid as ApiResponse,
  unsaid as ApiTags,
};
