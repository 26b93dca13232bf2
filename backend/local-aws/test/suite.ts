import assert from 'node:assert/strict';

/** One call, or a few that belong together, and what AWS answers to them. */
export interface Case<Context> {
  name: string;
  run: (context: Context) => Promise<void>;
}

/** A table of calls that runs against anything that claims to be AWS. */
export type Suite<Context> = readonly Case<Context>[];

/** The name of the error with which a call is refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
  return 'no error';
}

/** Asserts that a call is refused with this error. */
export async function assertRefused(call: Promise<unknown>, name: string): Promise<void> {
  assert.equal(await refusal(call), name);
}

/** Asserts that a call is refused with this error and a message like this. */
export async function assertRefusedWith(call: Promise<unknown>, name: string, message: RegExp): Promise<void> {
  await assert.rejects(call, { name, message });
}

/** Fails where something that must be there is not. */
export function present<T>(value: T | null | undefined, what = 'value'): T {
  assert.ok(value !== null && value !== undefined, `${what} is missing`);
  return value;
}
