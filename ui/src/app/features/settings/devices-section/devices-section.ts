import { Component, inject, resource, signal } from '@angular/core';

import { Api } from '../../../core/api/generated/api';
import { listSessions } from '../../../core/api/generated/fn/auth/list-sessions';
import { revokeSession } from '../../../core/api/generated/fn/auth/revoke-session';
import type { Session as Device } from '../../../core/api/generated/models/session';
import { toApiProblem } from '../../../core/errors/api-problem';
import { Confirm } from '../../../ui/feedback/confirm';
import { Toast } from '../../../ui/feedback/toast';
import { Icon } from '../../../ui/icon/icon';
import { ErrorState } from '../../../ui/lists/error-state';
import { Skeleton } from '../../../ui/lists/skeleton';
import { RelativeTime } from '../../../ui/time/relative-time';

/** Where this person is signed in, and the means to end it. */
@Component({
  selector: 'tt-devices-section',
  imports: [ErrorState, Icon, RelativeTime, Skeleton],
  templateUrl: './devices-section.html',
  styleUrl: '../rows.css',
})
export class DevicesSection {
  protected readonly devices = resource({
    loader: async () => {
      const { items } = await this.api.invoke(listSessions);
      return items;
    },
  });
  protected readonly busyId = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  protected async revoke(device: Device): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Sign out ${device.device}:device:?`,
      text: $localize`Whoever uses it has to sign in again.`,
      action: $localize`Sign out`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    this.busyId.set(device.id);
    try {
      await this.api.invoke(revokeSession, { sessionId: device.id });
      this.devices.update((devices) => devices?.filter(({ id }) => id !== device.id));
      this.toast.show($localize`${device.device}:device: is signed out.`);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.busyId.set(null);
    }
  }
}
