import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { GetVariant } from './delivery.schema.ts';
import { findVariant } from './find-variant.query.ts';

const contentTypes = { webp: 'image/webp', jpeg: 'image/jpeg' } as const;

export const deliveryRoutes = defineRoutes<Scope>((routes) => {
  routes.add(GetVariant, async ({ scope, params, query, ctx }) => {
    const { photoId, file } = params;
    const variant = await findVariant(scope, { photoId, file, ...query });
    ctx.set(
      'Cache-Control',
      `${variant.audience === 'public' ? 'public' : 'private'}, max-age=${variant.maxAge}, immutable`,
    );
    ctx.set('ETag', variant.etag);
    ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
    // Whoever has it has it: `no-cache`, as a reload sends it, changes nothing about bytes that never change.
    if (ctx.get('If-None-Match').includes(variant.etag)) {
      ctx.state['status'] = 304;
      return;
    }
    // Of HEAD the body would never be read, and the connection to the store would stay open.
    ctx.body = ctx.method === 'HEAD' ? '' : await variant.open();
    ctx.type = contentTypes[file.endsWith('.webp') ? 'webp' : 'jpeg'];
    ctx.length = variant.length;
  });
});
