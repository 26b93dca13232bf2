export { createCaller } from './caller.ts';
export { signUpPerson, waitFor } from './people.ts';
export type { AnyJson, Mail, TestAnswer, TestPerson, TestRequest } from './calls.ts';
export { drawPhoto } from './photos.ts';
export { startTestStack } from './test-stack.ts';
export type { TestStack } from './test-stack.ts';
export { spawnTintype } from './spawn.ts';
export type { SpawnedTintype } from './spawn.ts';
