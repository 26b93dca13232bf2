import type { Xml } from '../xml/write-xml.ts';
import type { Database } from '../storage/database.ts';
import { invalidParameter } from './errors.ts';
import type { Topics } from './topics.ts';

export interface SnsContext {
  topics: Topics;
  database: Database;
}

/** The form of a call. */
export type Parameters = ReadonlyMap<string, string>;

/** One call of the API; a parameter that is not listed is refused, because ignoring it would be a false success. */
export interface Action {
  parameters: readonly string[];
  run: (context: SnsContext, parameters: Parameters) => readonly Xml[];
}

export type Actions = Readonly<Record<string, Action>>;

/** Reads a parameter that must be there. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') {
    throw invalidParameter(`${name} Reason: no value for required parameter`);
  }
  return value;
}

/** Reads a map such as `Attributes.entry.1.key`, `Attributes.entry.1.value`. */
export function readMap(parameters: Parameters, prefix: string): Record<string, string> {
  const map: Record<string, string> = {};
  for (let position = 1; parameters.has(`${prefix}.entry.${position}.key`); position += 1) {
    const key = required(parameters, `${prefix}.entry.${position}.key`);
    map[key] = parameters.get(`${prefix}.entry.${position}.value`) ?? '';
  }
  return map;
}

/** Reads where a listing goes on. */
export function readPosition(parameters: Parameters): string {
  const token = parameters.get('NextToken');
  const position = Buffer.from(token ?? '', 'base64url').toString();
  if (token !== undefined && Buffer.from(position).toString('base64url') !== token) {
    throw invalidParameter('NextToken');
  }
  return position;
}

/** Cuts a listing that was read one row too far, and answers the token of the next page. */
export function cutPage<T>(rows: readonly T[], size: number, arnOf: (row: T) => string) {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const nextToken =
    rows.length > size && last !== undefined ? Buffer.from(arnOf(last)).toString('base64url') : undefined;
  return { page, nextToken };
}
