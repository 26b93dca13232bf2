// Tests read answers as they come: a wrong field fails the expectation, not the compiler.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
export type AnyJson = any;

/** Somebody who signed up, confirmed and signed in. */
export interface TestPerson {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  /** The refresh cookie as a `Cookie` header has it. */
  readonly cookie: string;
}

/** How a test calls the API: JSON in and out, as somebody or as nobody. */
export interface TestRequest {
  readonly as?: TestPerson;
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly headers?: Record<string, string>;
}

export interface TestAnswer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined for an empty answer. */
  readonly body: T;
  readonly text: string;
}

export interface Mail {
  readonly at: string;
  readonly kind: 'email' | 'sms';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
