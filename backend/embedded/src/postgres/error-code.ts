/** The code of an error from Node or Postgres, whichever realm the error was made in. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
