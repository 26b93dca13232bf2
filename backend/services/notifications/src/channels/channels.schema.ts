import { z } from 'zod';
import type { Endpoint } from '@tintype/http';
import { Id, Instant } from '@tintype/http/schema';

const Channel = z
  .object({
    id: Id,
    kind: z.literal('email'),
    address: z.string(),
    state: z.enum(['pending', 'active']),
    createdAt: Instant,
  })
  .meta({ id: 'Channel' });

/** One bare address: no display name, no list, no comment (security.md G5). */
const Address = z
  .string()
  .max(254, 'An e-mail address has at most 254 characters.')
  .refine((text) => !/\p{Cc}/u.test(text), 'An e-mail address is one line.')
  .trim()
  .pipe(z.email('Write an e-mail address like you@example.com.'));

export const ListChannels = {
  id: 'listChannels',
  summary: 'Where notifications are sent, with what is still to be confirmed',
  method: 'get',
  path: '/api/notifications/channels',
  auth: 'required',
  response: z.object({ items: z.array(Channel) }),
  status: 200,
} as const satisfies Endpoint;

export const AddChannel = {
  id: 'addChannel',
  summary: 'Subscribe an address; a mail asks to confirm it, nothing is sent before',
  method: 'post',
  path: '/api/notifications/channels',
  auth: 'required',
  body: z.strictObject({ kind: z.literal('email'), address: Address }),
  response: Channel,
  status: 201,
  idempotent: true,
  errors: [409, 429, 503],
} as const satisfies Endpoint;

export const DeleteChannel = {
  id: 'deleteChannel',
  summary: 'Stop sending to an address',
  method: 'delete',
  path: '/api/notifications/channels/:channelId',
  auth: 'required',
  params: z.object({ channelId: Id }),
  status: 204,
  errors: [503],
} as const satisfies Endpoint;
