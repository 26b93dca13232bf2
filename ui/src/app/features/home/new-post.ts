import type { LiveMessage } from '../../core/realtime/live-message';

/** True for the news that somebody one follows has shared photos. */
export function isAboutNewPost({ type, notification }: LiveMessage): boolean {
  return (
    type === 'notification' &&
    typeof notification === 'object' &&
    notification !== null &&
    'kind' in notification &&
    notification.kind === 'post_published'
  );
}
