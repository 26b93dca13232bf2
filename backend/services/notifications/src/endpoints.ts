import * as channels from './channels/channels.schema.ts';
import * as history from './history/history.schema.ts';

/** Every endpoint of the service, for its document and for tests over all of them. */
export const endpoints = [
  history.ListNotifications,
  history.MarkNotificationsRead,
  channels.ListChannels,
  channels.AddChannel,
  channels.DeleteChannel,
] as const;
