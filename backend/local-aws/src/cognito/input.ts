import { invalidParameter } from './errors.ts';

/** The JSON body of a call. */
export type Input = Readonly<Record<string, unknown>>;

function violation(name: string, value: string, rule: string) {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return invalidParameter(
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${rule}`,
  );
}

/** Reads a text that may be absent. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw violation(name, 'of another type', 'Member must be a string');
  }
  return value;
}

/** Reads a text that must be there. */
export function requiredText(input: Input, name: string, maxLength = 2048): string {
  const value = optionalText(input, name);
  if (value === undefined) {
    throw violation(name, 'null', 'Member must not be null');
  }
  if (value === '') {
    throw violation(name, `''`, 'Member must have length greater than or equal to 1');
  }
  if (value.length > maxLength) {
    throw violation(name, 'too long', `Member must have length less than or equal to ${maxLength}`);
  }
  return value;
}

/** Reads a whole number within bounds that may be absent. */
export function optionalInteger(input: Input, name: string, min: number, max: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw violation(name, `'${JSON.stringify(value)}'`, `Member must be an integer between ${min} and ${max}`);
  }
  return value;
}

/** Reads a map of texts, such as AuthParameters. */
export function textMap(input: Input, name: string): Input {
  const value = input[name];
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw violation(name, 'of another type', 'Member must be a map');
  }
  return value as Input;
}

/** Reads a list of texts that may be absent. */
export function optionalTexts(input: Input, name: string): string[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw violation(name, 'of another type', 'Member must be a list of strings');
  }
  return value;
}

/** Reads a list of `{ Name, Value }`, such as UserAttributes. */
export function attributeMap(input: Input, name: string): Map<string, string> {
  const value = input[name] ?? [];
  if (!Array.isArray(value)) {
    throw violation(name, 'of another type', 'Member must be a list');
  }
  return new Map(
    value.map((entry: Input) => [requiredText(entry, 'Name', 32), optionalText(entry, 'Value') ?? ''] as const),
  );
}
