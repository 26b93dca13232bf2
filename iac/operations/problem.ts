/** Something that a person can do something about: what is wrong, and what to do next. */
export class Problem extends Error {
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = 'Problem';
    this.next = next;
  }
}

interface SdkError extends Error {
  readonly code?: string;
  readonly $fault?: string;
  readonly cause?: unknown;
}

const signIn =
  'Run `aws sso login` (IAM Identity Center), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and its secret; then again.';

// By the name that AWS gives the error; the first that fits is told.
const known: readonly (readonly [RegExp, string, string])[] = [
  [/^CredentialsProviderError$/, 'There are no AWS credentials here.', `${signIn} iac/README.md has it step by step.`],
  [/Expired|^RequestExpired$/, 'The AWS credentials have expired.', signIn],
  [
    /^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException)$/,
    'AWS does not know these credentials, or the secret does not fit the key.',
    signIn,
  ],
  [
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/,
    'These credentials may not do that.',
    'Use a role that may deploy, or ask who administers the account. AWS says:',
  ],
  [/^(ThrottlingException|Throttling|TooManyRequestsException)$/, 'AWS asks to slow down.', 'Try again in a minute.'],
];

/** What an error means to whoever typed the command; unknown ones are told as they are. */
export function explain(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  const { name, message, code, cause } = error as SdkError;
  for (const [pattern, meaning, next] of known) {
    if (pattern.test(name)) {
      return new Problem(meaning, next.endsWith(':') ? `${next} ${message}` : next);
    }
  }
  const connection = code ?? (cause as SdkError | undefined)?.code ?? '';
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET)$/.test(connection) || name === 'TimeoutError') {
    const emulated = process.env['AWS_ENDPOINT_URL'];
    return new Problem(
      `${emulated ? `The emulated AWS at ${emulated}` : 'AWS'} does not answer (${connection || message}).`,
      emulated
        ? 'Start it, or unset AWS_ENDPOINT_URL to mean AWS itself.'
        : 'Check the network and the region, then again.',
    );
  }
  return new Problem(
    `${name}: ${message}`,
    'Nothing here knows this error. Steps can be repeated: run the same command again.',
  );
}
