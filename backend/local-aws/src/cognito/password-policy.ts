import { invalidPassword } from './errors.ts';

/** What a password must be; the user pool on AWS is created with the same rules or stricter ones. */
export const passwordPolicy = {
  minimumLength: 10,
  maximumLength: 256,
  requireLetter: true,
  requireDigit: true,
} as const;

/** Answers what is wrong with a password, in the words of Cognito. */
export function passwordProblem(password: string): string | undefined {
  if (password.length < passwordPolicy.minimumLength) {
    return 'Password not long enough';
  }
  if (password.length > passwordPolicy.maximumLength) {
    return 'Password too long';
  }
  if (!/\p{L}/u.test(password)) {
    return 'Password must have lowercase characters';
  }
  if (!/\p{N}/u.test(password)) {
    return 'Password must have numeric characters';
  }
  return undefined;
}

/** Refuses a password that the policy does not allow. */
export function assertPassword(password: string): void {
  const problem = passwordProblem(password);
  if (problem !== undefined) {
    throw invalidPassword(`Password did not conform with policy: ${problem}`);
  }
}
