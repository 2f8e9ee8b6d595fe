import { type ValidationError, ValidationPipe } from '@nestjs/common';

import { DomainError, type FieldProblem } from './domain-error.js';

/** Checks every input against its DTO: unknown fields, wrong shapes and wrong ranges are refused by name. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
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
