/** Tells whether this is the error of the system or of SQLite with this code, whichever realm it comes from. */
export function hasErrorCode(error: unknown, code: string | number): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    (('code' in error && error.code === code) || ('errcode' in error && error.errcode === code))
  );
}
