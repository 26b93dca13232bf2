export { demoAvatars, demoPictures } from './demo-pictures.ts';
