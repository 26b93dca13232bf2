import { instant, relation, visibleTo } from './visibility.ts';

/** SQL: a person as one JSON value (PersonRow). */
export function personJson(alias: string): string {
  return `json_build_object('id', ${alias}.id, 'handle', ${alias}.handle, 'name', ${alias}.name, 'avatarPhotoId', ${alias}.avatar_photo_id)`;
}

/** SQL: the columns of a PersonRow. */
export function personColumns(alias: string): string {
  return `${alias}.id, ${alias}.handle, ${alias}.name, ${alias}.avatar_photo_id as "avatarPhotoId"`;
}

/** SQL: a photo of a post or an album as one JSON value (PhotoRow). */
export function photoJson(alias: string): string {
  return `json_build_object('id', ${alias}.photo_id, 'alt', ${alias}.alt, 'width', ${alias}.width, 'height', ${alias}.height,
    'thumbhash', ${alias}.thumbhash)`;
}

/**
 * SQL: posts with everything that showing them takes (PostRow), newest first. `source` selects rows of `posts` that the viewer may
 * see; $1 is the viewer, or null. One statement for a page, however many posts it has. `relationTo` writes how the viewer stands
 * to an author.
 */
export function postRows(source: string, relationTo = relation): string {
  return `
    select p.id, p.caption, p.visibility, ${instant('p.created_at')} as "createdAt",
      p.like_count as "likeCount", p.comment_count as "commentCount",
      p.like_count > 0 and coalesce((select true from likes l where l.post_id = p.id and l.person_id = $1), false) as liked,
      ${personJson('author')} as author, ${relationTo('$1', 'p.author_id')} as relation, photos.list as photos, comments.list as "latestComments",
      case when album.id is not null then json_build_object('id', album.id, 'title', album.title) end as album
    from (${source}) p
    join people author on author.id = p.author_id
    left join albums album on album.id = p.album_id and ${visibleTo('$1', 'album.owner_id', 'album.visibility')}
    cross join lateral (
      select json_agg(${photoJson('photo')} order by photo.position) as list
      from post_photos photo where photo.post_id = p.id
    ) photos
    left join lateral (
      select json_agg(json_build_object('id', latest.id, 'text', latest.text, 'createdAt', ${instant('latest.created_at')},
        'author', ${personJson('writer')}) order by latest.id desc) as list
      from (select * from comments c where c.post_id = p.id order by c.id desc limit 2) latest
      join people writer on writer.id = latest.author_id
    ) comments on p.comment_count > 0
    order by p.id desc`;
}
