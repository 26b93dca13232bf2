import type { Post } from '../../core/api/generated/models/post';
import type { GridPhoto } from '../../ui/grid/grid-photo';

/** A post as a tile: its first photo, leading to the post. */
export function toGridPhoto(post: Post): GridPhoto[] {
  const [photo] = post.photos;
  if (!photo) {
    return [];
  }
  const words = photo.alt.trim() || post.caption.trim().slice(0, 120);
  return [
    {
      ...photo,
      link: `/posts/${post.id}`,
      label: words === '' ? $localize`Photo by ${post.author.name}:name:` : `${post.author.name}: ${words}`,
      count: post.photos.length,
    },
  ];
}
