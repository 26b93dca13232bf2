/** What the server pushes. The notification has the shape of an item of `GET /api/notifications`. */
export interface LiveMessage {
  readonly type: string;
  readonly notification?: unknown;
}

/** Reads one frame; anything that is not a typed JSON object is ignored. */
export function parseLiveMessage(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') {
    return null;
  }
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') {
      return null;
    }
    return 'notification' in value ? { type: value.type, notification: value.notification } : { type: value.type };
  } catch {
    return null;
  }
}
