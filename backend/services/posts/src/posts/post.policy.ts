/** Whether somebody may change or delete a post: its author alone. */
export function canChangePost(actorId: string, post: { authorId: string }): boolean {
  return actorId === post.authorId;
}
