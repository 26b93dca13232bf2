import { Component, computed, inject, resource, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';

import { Api } from '../../../core/api/generated/api';
import { addChannel } from '../../../core/api/generated/fn/notifications/add-channel';
import { deleteChannel } from '../../../core/api/generated/fn/notifications/delete-channel';
import { listChannels } from '../../../core/api/generated/fn/notifications/list-channels';
import type { Channel } from '../../../core/api/generated/models/channel';
import { newIdempotencyKey } from '../../../core/api/idempotency-key';
import { toApiProblem } from '../../../core/errors/api-problem';
import { sentBy, type Submitted, toFormErrors } from '../../../core/errors/form-problem';
import { MailboxHint } from '../../../pattern/mailbox-hint/mailbox-hint';
import { Confirm } from '../../../ui/feedback/confirm';
import { Toast } from '../../../ui/feedback/toast';
import { FormMessage } from '../../../ui/forms/form-message';
import { emailRules } from '../../../ui/forms/rules';
import { TextField } from '../../../ui/forms/text-field';
import { Icon } from '../../../ui/icon/icon';
import { ErrorState } from '../../../ui/lists/error-state';
import { Skeleton } from '../../../ui/lists/skeleton';

/** Addresses that are told when people one follows share photos. Each is asked to confirm before anything is sent. */
@Component({
  selector: 'tt-channels-section',
  imports: [ErrorState, FormField, FormMessage, FormRoot, Icon, MailboxHint, Skeleton, TextField],
  templateUrl: './channels-section.html',
  styleUrl: '../rows.css',
})
export class ChannelsSection {
  protected readonly channels = resource({
    loader: async () => {
      const { items } = await this.api.invoke(listChannels);
      return items;
    },
  });
  protected readonly hasPending = computed(
    () => this.channels.hasValue() && this.channels.value().some(({ state }) => state === 'pending'),
  );
  protected readonly busyId = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  private readonly model = signal({ address: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      emailRules(path.address);
    },
    sentBy(() => this.add()),
  );

  protected async remove(channel: Channel): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Stop mails to ${channel.address}:address:?`,
      text: $localize`You can add the address again later; it is then asked to confirm once more.`,
      action: $localize`Stop`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    this.busyId.set(channel.id);
    try {
      await this.api.invoke(deleteChannel, { channelId: channel.id });
      this.channels.update((channels) => channels?.filter(({ id }) => id !== channel.id));
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.busyId.set(null);
    }
  }

  private async add(): Submitted {
    const address = this.model().address.trim();
    try {
      const channel = await this.api.invoke(addChannel, {
        'Idempotency-Key': newIdempotencyKey(),
        body: { kind: 'email', address },
      });
      this.channels.update((channels) => [...(channels ?? []).filter(({ id }) => id !== channel.id), channel]);
    } catch (error) {
      return toFormErrors(this.form, error);
    }
    this.form().reset({ address: '' });
    this.toast.show($localize`A mail asks ${address}:address: to confirm.`);
    return undefined;
  }
}
