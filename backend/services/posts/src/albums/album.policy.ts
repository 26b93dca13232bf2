/** Whether somebody may change or delete an album: its owner alone. */
export function canChangeAlbum(actorId: string, album: { ownerId: string }): boolean {
  return actorId === album.ownerId;
}
