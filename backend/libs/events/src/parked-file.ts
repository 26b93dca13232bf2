import { open, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AnyEvent } from './catalogue.ts';

/** An event that a consumer could not handle, kept for a person to look at. */
export interface ParkedEvent {
  readonly parkedAt: string;
  readonly consumer: string;
  readonly error: string;
  readonly event: AnyEvent;
}

/** Appends a parked event as one JSON line; when this resolves, the line is on the disk. */
export async function appendParked(file: string, parked: ParkedEvent): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(`${JSON.stringify(parked)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
