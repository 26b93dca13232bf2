import { defineRoutes } from '@tintype/http';
import type { Scope } from '../scope.ts';
import { addChannel } from './add-channel.command.ts';
import { presentChannel } from './channel.presenter.ts';
import { AddChannel, DeleteChannel, ListChannels } from './channels.schema.ts';
import { deleteChannel } from './delete-channel.command.ts';
import { listChannels } from './list-channels.query.ts';

export const channelRoutes = defineRoutes<Scope>((routes) => {
  routes.add(ListChannels, async ({ scope, actor }) => ({
    items: (await listChannels(scope, actor.id)).map(presentChannel),
  }));
  routes.add(AddChannel, async ({ scope, actor, body, newId }) =>
    presentChannel(await addChannel(scope, actor.id, newId, body.address)),
  );
  routes.add(DeleteChannel, async ({ scope, actor, params }) => deleteChannel(scope, actor.id, params.channelId));
});
