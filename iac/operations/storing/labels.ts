/** A label for what is made now: sorts by time, and AWS takes it in every name. */
export const labelOfNow = (): string =>
  new Date().toISOString().slice(0, 19).replace(/:/g, '').toLowerCase().replace('t', '-');

/** Names of backups: what it is of, then the label. */
export const nameOf = (store: string, label: string): string => `${store}-backup-${label}`;
