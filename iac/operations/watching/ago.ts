const units = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
] as const;

/** How long ago a moment was, in its greatest unit. */
export function ago(moment: Date | undefined, now = Date.now()): string {
  if (!moment) {
    return '';
  }
  const seconds = Math.max(0, (now - moment.getTime()) / 1000);
  const unit = units.find(([size]) => seconds >= size);
  return unit ? `${Math.floor(seconds / unit[0])} ${unit[1]} ago` : 'just now';
}
