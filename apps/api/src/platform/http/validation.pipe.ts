import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';

import { DomainError, type FieldProblem } from './domain-error.js';

/** Checks every input against its DTO: unknown fields, wrong shapes and wrong ranges are refused by name. */
export function createValidationPipe(): ValidationPipe {
  return new StorableTextPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => fieldProblems(error, ''));
      const names = [...new Set(fields.map((problem) => problem.field))].join(', ');
      return new DomainError(
        'malformed',
        'invalid-request',
        `Check these fields: ${names}.`,
        fields,
      );
    },
  });
}

/** First refuses text that no database column can hold (NUL, halves of a character), and names that every object has. */
class StorableTextPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const fields = unstorable(value, '');
    if (fields.length > 0) {
      const names = fields.map((problem) => problem.field).join(', ');
      throw new DomainError(
        'malformed',
        'invalid-request',
        `Check these fields: ${names}.`,
        fields,
      );
    }
    return super.transform(value, metadata);
  }
}

function unstorable(value: unknown, field: string): FieldProblem[] {
  if (typeof value === 'string') {
    const isStorable = !value.includes('\0') && value.isWellFormed();
    return isStorable
      ? []
      : [{ field, code: 'unstorable-text', message: 'has characters that cannot be stored' }];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const path = field === '' ? name : `${field}.${name}`;
    // The DTO would take its own inherited member for the field, and drop it without a word.
    if (!Array.isArray(value) && name in Object.prototype)
      return [{ field: path, code: 'unknown-field', message: 'is not a field' }];
    return unstorable(part, path);
  });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    code: constraint === 'whitelistValidation' ? 'unknown-field' : kebab(constraint),
    message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, field))];
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
