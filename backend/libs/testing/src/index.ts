export { waitFor } from './people.ts';
export type { TestPerson } from './people.ts';
export { drawPhoto } from './photos.ts';
export { startTestStack } from './test-stack.ts';
export type { Mail, TestAnswer, TestRequest, TestStack } from './test-stack.ts';
