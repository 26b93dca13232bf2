import { avatarRecipes } from './avatars.ts';
import { pictureRecipes } from './catalogue.ts';
import type { PictureExif } from './exif.ts';
import { renderInPool } from './render-pool.ts';

/** A photograph that the demo can upload like any other. */
export interface DemoPicture {
  readonly name: string;
  /** What a person who cannot see it should be told. */
  readonly alt: string;
  /** Width to height as it is seen, "3:2". */
  readonly aspect: string;
  readonly exif: PictureExif;
  /** Answers a JPEG, rendered on another thread. */
  render(): Promise<Buffer>;
}

/** A square picture for a profile. */
export interface DemoAvatar {
  readonly name: string;
  readonly alt: string;
  render(): Promise<Buffer>;
}

const panoramaSide = 2400;
const usualSide = 1680;
const avatarSide = 512;

/** The photographs of the demo, in an order in which neighbours differ. */
export const demoPictures: readonly DemoPicture[] = pictureRecipes.map(({ name, alt, scene, exif }) => ({
  name,
  alt,
  exif,
  aspect: scene.aspect,
  render: () => renderInPool({ kind: 'picture', name, longSide: scene.aspect === '3:1' ? panoramaSide : usualSide }),
}));

/** The profile pictures of the demo. */
export const demoAvatars: readonly DemoAvatar[] = avatarRecipes.map(({ name, alt }) => ({
  name,
  alt,
  render: () => renderInPool({ kind: 'avatar', name, longSide: avatarSide }),
}));
