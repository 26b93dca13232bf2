import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant } from '@tintype/http/schema';
import { Email } from '../accounts/accounts.schema.ts';

const Person = z
  .object({ id: Id, handle: z.string(), name: z.string(), isAdmin: z.boolean() })
  .meta({ id: 'SignedInPerson' });

export const Grant = z
  .object({
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: 'Seconds' }),
    sessionId: Id,
    person: Person,
  })
  .meta({ id: 'Grant' });

export const Session = z
  .object({
    id: Id,
    device: z.string(),
    createdAt: Instant,
    lastSeenAt: Instant,
    isCurrent: z.boolean(),
  })
  .meta({ id: 'Session' });

export const SignIn = {
  id: 'signIn',
  summary: 'Sign in; sets the refresh cookie',
  method: 'post',
  path: '/api/auth/sign-in',
  auth: 'none',
  repeatable: true,
  body: z.strictObject({ email: Email, password: z.string().min(1).max(256) }),
  response: Grant,
  status: 200,
  errors: [401, 403, 429, 503],
} as const satisfies Endpoint;

export const Refresh = {
  id: 'refresh',
  summary: 'A new access token for the refresh cookie, which is renewed',
  method: 'post',
  path: '/api/auth/refresh',
  auth: 'none',
  repeatable: true,
  response: Grant,
  status: 200,
  errors: [401, 403, 429, 503],
} as const satisfies Endpoint;

export const SignOut = {
  id: 'signOut',
  summary: 'End this session everywhere within 5 seconds',
  method: 'post',
  path: '/api/auth/sign-out',
  auth: 'none',
  repeatable: true,
  status: 204,
  errors: [403, 503],
} as const satisfies Endpoint;

export const ListSessions = {
  id: 'listSessions',
  summary: 'The devices that are signed in',
  method: 'get',
  path: '/api/auth/sessions',
  auth: 'required',
  response: z.object({ items: z.array(Session) }),
  status: 200,
} as const satisfies Endpoint;

export const RevokeSession = {
  id: 'revokeSession',
  summary: 'Sign a device out',
  method: 'delete',
  path: '/api/auth/sessions/:sessionId',
  auth: 'required',
  params: z.object({ sessionId: Id }),
  status: 204,
  errors: [503],
} as const satisfies Endpoint;
