import { isEmail } from '../email.ts';
import { invalidParameter } from './errors.ts';

/** Checks the attributes of a new account, whose username is its e-mail address. */
export function newAttributes(username: string, attributes: ReadonlyMap<string, string>, allowed: readonly string[]) {
  if (!isEmail(username)) {
    throw invalidParameter('Username should be an email.');
  }
  assertKnown(attributes, allowed);
  const email = attributes.get('email') ?? username;
  if (email.toLowerCase() !== username.toLowerCase()) {
    throw invalidParameter('User attributes: the value of email must match the username.');
  }
  const name = attributes.get('name');
  return { email, name, emailVerified: attributes.get('email_verified') === 'true' };
}

/** Refuses attributes that the schema of the pool does not have. */
export function assertKnown(attributes: ReadonlyMap<string, string>, allowed: readonly string[]): void {
  for (const [name, value] of attributes) {
    if (!allowed.includes(name)) {
      throw invalidParameter(`user.${name}: Attribute does not exist in the schema.`);
    }
    if (value.length > 2048) {
      throw invalidParameter(`user.${name}: String must be no longer than 2048 characters`);
    }
  }
}
