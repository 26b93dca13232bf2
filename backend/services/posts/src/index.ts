export { postsService } from './service.ts';
