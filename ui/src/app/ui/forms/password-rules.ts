export interface PasswordRule {
  readonly label: string;
  readonly test: (password: string) => boolean;
}

/** What a password must have, the same as the user pool asks for. */
export const PASSWORD_RULES: readonly PasswordRule[] = [
  { label: $localize`At least 10 characters`, test: (password) => password.length >= 10 },
  { label: $localize`A letter`, test: (password) => /\p{L}/u.test(password) },
  { label: $localize`A number`, test: (password) => /\d/.test(password) },
];

export function meetsPasswordRules(password: string): boolean {
  return PASSWORD_RULES.every((rule) => rule.test(password));
}
