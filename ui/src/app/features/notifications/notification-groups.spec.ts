import { describe, expect, it } from '@jest/globals';

import type { Notification } from '../../core/api/generated/models/notification';
import { groupNotifications, namesOf } from './notification-groups';

const actor = (name: string) => ({ id: name, handle: name.toLowerCase(), name, avatarUrl: null });
const post = (id: string) => ({ id, thumbnailUrl: '/media/1', thumbnailAlt: '' });

function notification(change: Partial<Notification>): Notification {
  return {
    id: Math.random().toString(36),
    kind: 'post_liked',
    createdAt: '2026-11-20T12:00:00.000Z',
    isRead: false,
    actor: actor('Ada'),
    post: post('p1'),
    ...change,
  };
}

describe('groupNotifications', () => {
  it('joins likes of one post, and names nobody twice', () => {
    const groups = groupNotifications([
      notification({}),
      notification({ actor: actor('Ben') }),
      notification({ actor: actor('Ada') }),
      notification({ post: post('p2') }),
    ]);
    expect(groups.map((group) => group.actors.map(({ name }) => name))).toEqual([['Ada', 'Ben'], ['Ada']]);
  });

  it('keeps read and unread apart, and kinds, and days', () => {
    const groups = groupNotifications([
      notification({}),
      notification({ isRead: true }),
      notification({ kind: 'comment_added' }),
      notification({ createdAt: '2026-11-10T12:00:00.000Z' }),
    ]);
    expect(groups).toHaveLength(4);
  });

  it('never joins new posts', () => {
    const kind = 'post_published';
    expect(groupNotifications([notification({ kind }), notification({ kind })])).toHaveLength(2);
  });
});

describe('namesOf', () => {
  it('says one, two, or how many others', () => {
    const people = ['Ada', 'Ben', 'Cy', 'Di'].map(actor);
    expect([1, 2, 4].map((count) => namesOf(people.slice(0, count)))).toEqual([
      'Ada',
      'Ada and Ben',
      'Ada and 3 others',
    ]);
  });
});
