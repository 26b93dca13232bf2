export { demoAvatars, demoPictures } from './demo-pictures.ts';
export type { DemoAvatar, DemoPicture } from './demo-pictures.ts';
export type { PictureExif } from './exif.ts';
