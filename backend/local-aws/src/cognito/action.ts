import type { CognitoContext } from './context.ts';
import { resourceNotFound, userNotFound } from './errors.ts';
import type { Input } from './input.ts';
import { requiredText } from './input.ts';
import type { User } from './users.ts';

/**
 * One call of the API: who may make it, which fields it understands, and what it does.
 *
 * A field that is not listed is refused rather than ignored, because ignoring it would be a false success.
 */
export interface Action {
  access: 'public' | 'signed';
  fields: readonly string[];
  run: (context: CognitoContext, input: Input) => object | Promise<object>;
}

export type Actions = Readonly<Record<string, Action>>;

/** Refuses another app client than the one of this pool. */
export function assertClient(context: CognitoContext, input: Input): void {
  const clientId = requiredText(input, 'ClientId', 128);
  if (clientId !== context.installation.userPool.clientId) {
    throw resourceNotFound(`User pool client ${clientId} does not exist.`);
  }
}

/** Refuses another pool than the one of this installation. */
export function assertPool(context: CognitoContext, input: Input): void {
  const id = requiredText(input, 'UserPoolId', 55);
  if (id !== context.installation.userPool.id) {
    throw resourceNotFound(`User pool ${id} does not exist.`);
  }
}

/** The user whom an administrator names. */
export function namedUser(context: CognitoContext, input: Input): User {
  assertPool(context, input);
  const user = context.users.find(requiredText(input, 'Username', 128));
  if (user === undefined) {
    throw userNotFound();
  }
  return user;
}

/** Does in one transaction what an administrator asks for a user, and answers with nothing, as AWS does. */
export function adminChange(change: (context: CognitoContext, user: User) => void): Action {
  return {
    access: 'signed',
    fields: ['UserPoolId', 'Username'],
    run: (context, input) => {
      const user = namedUser(context, input);
      context.database.transaction(() => change(context, user));
      return {};
    },
  };
}
