import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Handle, line } from '@tintype/http/schema';

/** As people type it: phones add a capital in front and a space behind. Cognito's user names have up to 128 characters. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(128, 'An e-mail address here has at most 128 characters.')
  .pipe(z.email('Write an e-mail address like you@example.com.'));
/** The pool's policy, checked here as well so that the answer names the field. */
export const NewPassword = z
  .string()
  .min(10, 'Use at least 10 characters.')
  .max(128, 'Use at most 128 characters.')
  .regex(/\p{L}/u, 'Use at least one letter.')
  .regex(/\d/, 'Use at least one digit.');
const Code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'The code has 6 digits.');

export const SignUp = {
  id: 'signUp',
  summary: 'Create an account; a code is mailed. The answer is the same for an address that already has one.',
  method: 'post',
  path: '/api/auth/sign-up',
  auth: 'none',
  repeatable: true,
  body: z.strictObject({
    email: Email,
    password: NewPassword,
    handle: Handle,
    name: line(60).min(1, 'Write your name.'),
  }),
  response: z.object({ delivery: z.literal('email') }),
  status: 201,
  errors: [409, 429, 503],
} as const satisfies Endpoint;

export const Confirm = {
  id: 'confirmSignUp',
  summary: 'Confirm the e-mail address with the code, and set the password: only who reads the mail knows both',
  method: 'post',
  path: '/api/auth/confirm',
  auth: 'none',
  body: z.strictObject({ email: Email, code: Code, password: NewPassword }),
  status: 204,
  errors: [422, 429, 503],
} as const satisfies Endpoint;

export const ResendCode = {
  id: 'resendCode',
  summary: 'Mail a new code, if there is an account that waits for one',
  method: 'post',
  path: '/api/auth/resend-code',
  auth: 'none',
  repeatable: true,
  body: z.strictObject({ email: Email }),
  status: 204,
  errors: [429, 503],
} as const satisfies Endpoint;

export const ForgotPassword = {
  id: 'forgotPassword',
  summary: 'Mail a code to set a new password, if there is an account',
  method: 'post',
  path: '/api/auth/forgot-password',
  auth: 'none',
  repeatable: true,
  body: z.strictObject({ email: Email }),
  status: 204,
  errors: [429, 503],
} as const satisfies Endpoint;

export const ResetPassword = {
  id: 'resetPassword',
  summary: 'Set a new password with the code; every session ends',
  method: 'post',
  path: '/api/auth/reset-password',
  auth: 'none',
  body: z.strictObject({ email: Email, code: Code, password: NewPassword }),
  status: 204,
  errors: [422, 429, 503],
} as const satisfies Endpoint;
