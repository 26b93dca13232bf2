/** What the server accepts, asked for before anything is sent. */
export interface PhotoLimits {
  readonly types: readonly string[];
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly photosPerPost: number;
  readonly quota: { readonly photos: number; readonly photosLeft: number } | null;
}

const NAMES: Partial<Record<string, string>> = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/webp': 'WebP' };

/** "JPEG, PNG or WebP". */
export function typeNames(types: readonly string[]): string {
  const names = types.map((type) => NAMES[type] ?? type);
  return new Intl.ListFormat(document.documentElement.lang || 'en', { type: 'disjunction' }).format(names);
}

/** "24.8 MB". */
export function sizeWords(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes < 0.1) {
    return $localize`${Math.max(1, Math.round(bytes / 1024))}:size: KB`;
  }
  return $localize`${Number(megabytes.toFixed(megabytes < 10 ? 1 : 0))}:size: MB`;
}
