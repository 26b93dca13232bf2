const FIRST_SEGMENTS = ['discover', 'albums', 'posts', 'share', 'notifications', 'settings', 'tags'] as const;

/**
 * Where to go after signing in. Only paths of this application are accepted: anything else could send a person who
 * has just typed a password to somebody else's page.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next || next.length > 500 || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) {
    return '/';
  }
  let url: URL;
  try {
    url = new URL(next, 'https://tintype.invalid');
  } catch {
    return '/';
  }
  if (url.origin !== 'https://tintype.invalid' || url.pathname.startsWith('//')) {
    return '/';
  }
  const first = url.pathname.split('/')[1] ?? '';
  const isOurs = /^@[a-z0-9_]{3,30}$/i.test(first) || FIRST_SEGMENTS.some((segment) => segment === first);
  return isOurs ? `${url.pathname}${url.search}${url.hash}` : '/';
}
