/**
 * `storing`: the item is there, its bytes may not be. `ready`: every byte is stored. `deleting`: nobody may use it any
 * more, bytes are going. `deleted`: a tombstone.
 */
export type PhotoState = 'storing' | 'ready' | 'deleting' | 'deleted';

/** What a camera wrote and the owner may read again; never a place or a serial number. */
export interface CameraFacts {
  readonly camera?: string;
  readonly lens?: string;
  /** Seconds as photographers write them: `1/250`. */
  readonly exposure?: string;
  /** The f-number. */
  readonly aperture?: number;
  readonly iso?: number;
  /** Millimetres. */
  readonly focalLength?: number;
  /** ISO 8601; without an offset where the camera did not note one. */
  readonly takenAt?: string;
}

/** A photo as the table has it. */
export interface Photo {
  readonly id: string;
  readonly ownerId: string;
  readonly state: PhotoState;
  readonly createdAt: string;
  /** Width and height in pixels after orientation. */
  readonly width: number;
  readonly height: number;
  /** Base64. */
  readonly thumbhash: string;
  /** Of the file as it was sent, in hex. */
  readonly sha256: string;
  /** By the bytes of the original, never by what the client said. */
  readonly contentType: string;
  /** Length of the original in bytes. */
  readonly bytes: number;
  /** Length in bytes of every variant by its file name. */
  readonly files: Readonly<Record<string, number>>;
  readonly exif?: CameraFacts;
  /** What keeps the photo alive (`post:<id>`, `album:<id>`, `avatar:<id>`) and who may see it through that. */
  readonly claims: Readonly<Record<string, 'public' | 'restricted'>>;
  /** The last event that changed the audience of a claim, so that an older one that comes late changes nothing. */
  readonly changes: Readonly<Record<string, string>>;
  /** Counts changes; a change is written only over the revision that it was made from. */
  readonly revision: number;
}

/** Whether anything keeps the photo alive. */
export function isClaimed(photo: Pick<Photo, 'claims'>): boolean {
  return Object.keys(photo.claims).length > 0;
}

/**
 * Whom an address of the photo, or of its square alone, is made for: everybody only while a claim says so. An avatar is
 * shown as a square, and opens that alone: the whole photo may be on a post that was public once and is not any more.
 */
export function audienceOf(photo: Pick<Photo, 'claims'>, isSquare = false): 'public' | 'restricted' {
  const isPublic = Object.entries(photo.claims).some(
    ([claim, audience]) => audience === 'public' && (isSquare || !claim.startsWith('avatar:')),
  );
  return isPublic ? 'public' : 'restricted';
}

/** The photo with one claim more; the same photo when it has that claim already. */
export function withClaim(photo: Photo, claim: string, audience: 'public' | 'restricted'): Photo {
  return claim in photo.claims ? photo : { ...photo, claims: { ...photo.claims, [claim]: audience } };
}

/** The photo without a claim; the same photo when it has no such claim. */
export function withoutClaim(photo: Photo, claim: string): Photo {
  if (!(claim in photo.claims)) {
    return photo;
  }
  const { [claim]: _audience, ...claims } = photo.claims;
  const { [claim]: _change, ...changes } = photo.changes;
  return { ...photo, claims, changes };
}

/** The photo with another audience for a claim, unless the claim is gone or a later event changed it. */
export function withAudience(photo: Photo, claim: string, audience: 'public' | 'restricted', eventId: string): Photo {
  const isLate = (photo.changes[claim] ?? '') >= eventId;
  return !(claim in photo.claims) || isLate
    ? photo
    : { ...photo, claims: { ...photo.claims, [claim]: audience }, changes: { ...photo.changes, [claim]: eventId } };
}
