import { email, maxLength, type SchemaPath, validate } from '@angular/forms/signals';

import { meetsPasswordRules } from './password-rules';

/** Rules that several forms share, with words that say what to do. */
export function needed(path: SchemaPath<string>, message: string): void {
  validate(path, ({ value }) => (value().trim() === '' ? { kind: 'needed', message } : null));
}

export function emailRules(path: SchemaPath<string>): void {
  needed(path, $localize`Enter your e-mail address.`);
  email(path, { message: $localize`Write an e-mail address like you@example.com.` });
  maxLength(path, 254, { message: $localize`An e-mail address has at most 254 characters.` });
}

export function newPasswordRules(path: SchemaPath<string>): void {
  validate(path, ({ value }) =>
    meetsPasswordRules(value())
      ? null
      : { kind: 'password', message: $localize`The password does not meet all rules yet.` },
  );
  maxLength(path, 128, { message: $localize`Use at most 128 characters.` });
}

export function codeRules(path: SchemaPath<string>): void {
  validate(path, ({ value }) =>
    /^\d{6}$/.test(value().trim()) ? null : { kind: 'code', message: $localize`The code has 6 digits.` },
  );
}

export function handleRules(path: SchemaPath<string>): void {
  validate(path, ({ value }) => {
    const handle = value();
    if (handle.length < 3) {
      return { kind: 'handle', message: $localize`A handle has at least 3 characters.` };
    }
    if (handle.length > 30) {
      return { kind: 'handle', message: $localize`A handle has at most 30 characters.` };
    }
    return /^[a-z0-9_]+$/.test(handle)
      ? null
      : { kind: 'handle', message: $localize`Use small letters, numbers and underscores.` };
  });
}
