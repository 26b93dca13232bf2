import { type UrlMatcher, UrlSegment } from '@angular/router';

/** Matches `/@handle` and leaves the rest of the path to the profile's own routes. */
export const profileMatcher: UrlMatcher = (segments) => {
  const [first] = segments;
  if (!first || !/^@[a-z0-9_]{3,30}$/i.test(first.path)) {
    return null;
  }
  const handle = new UrlSegment(first.path.slice(1).toLowerCase(), {});
  return { consumed: [first], posParams: { handle } };
};
