export { passwordPolicy, passwordProblem } from './cognito/password-policy.ts';
export type { Message } from './mailbox/mailbox-store.ts';
export { type LocalAws, type LocalAwsOptions, startLocalAws } from './start-local-aws.ts';
