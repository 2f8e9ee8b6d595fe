import { ValidateIf } from 'class-validator';

/** The field may be left out; unlike `IsOptional`, null is not the same as left out. */
export const Omittable = () => ValidateIf((_object, value) => value !== undefined);
