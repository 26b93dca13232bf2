export { waitFor } from './people.ts';
export type { AnyJson, Mail, TestAnswer, TestPerson, TestRequest } from './calls.ts';
export { drawPhoto } from './photos.ts';
export { startTestStack } from './test-stack.ts';
export type { TestStack } from './test-stack.ts';
