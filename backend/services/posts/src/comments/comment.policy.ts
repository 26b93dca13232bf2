/** Whether somebody may delete a comment: its author, or the author of the post. */
export function canDeleteComment(actorId: string, comment: { authorId: string; postAuthorId: string }): boolean {
  return actorId === comment.authorId || actorId === comment.postAuthorId;
}
