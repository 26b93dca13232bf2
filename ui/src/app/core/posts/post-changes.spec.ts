import { describe, expect, it } from '@jest/globals';

import { withChange } from './post-changes';
import type { Comment } from '../api/generated/models/comment';
import type { Post } from '../api/generated/models/post';

const post = (id: string, comments: readonly string[] = []): Post =>
  ({
    id,
    counts: { likes: 0, comments: comments.length },
    latestComments: comments.map((comment) => ({ id: comment })),
  }) as unknown as Post;
const comment = { id: 'new' } as unknown as Comment;

describe('withChange', () => {
  it('drops a deleted post and keeps the others', () => {
    expect(withChange([post('a'), post('b')], { kind: 'deleted', postId: 'a' })).toEqual([post('b')]);
  });

  it('puts an edited post in its place', () => {
    const edited = { ...post('b'), caption: 'edited' };
    expect(withChange([post('a'), post('b')], { kind: 'changed', post: edited })).toEqual([post('a'), edited]);
  });

  it('counts a new comment and shows the two newest', () => {
    const [changed] = withChange([post('a', ['2', '1'])], { kind: 'comment-added', postId: 'a', comment });
    expect(changed?.counts.comments).toBe(3);
    expect(changed?.latestComments.map(({ id }) => id)).toEqual(['new', '2']);
  });

  it('takes a deleted comment away', () => {
    const [changed] = withChange([post('a', ['2', '1'])], { kind: 'comment-deleted', postId: 'a', commentId: '2' });
    expect(changed?.counts.comments).toBe(1);
    expect(changed?.latestComments.map(({ id }) => id)).toEqual(['1']);
  });

  it('leaves other posts as they are', () => {
    const posts = [post('a')];
    expect(withChange(posts, { kind: 'comment-added', postId: 'b', comment })[0]).toBe(posts[0]);
  });
});
