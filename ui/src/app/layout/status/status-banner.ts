import { Component, inject } from '@angular/core';

import { AppErrors } from '../../core/errors/error-handler';
import { Online } from '../../core/network/online';
import { Icon } from '../../ui/icon/icon';

/** Says what concerns the whole application: no network, or a page that is older than the server. */
@Component({
  selector: 'tt-status-banner',
  imports: [Icon],
  template: `
    @if (errors.needsReload()) {
      <p>
        <span i18n>Tintype has been updated.</span>
        <button type="button" class="link" (click)="reload()" i18n>Load the new version</button>
      </p>
    } @else if (!online.isOnline()) {
      <p>
        <tt-icon name="offline" />
        <span i18n>You are offline. What you have seen stays; the rest comes when the network is back.</span>
      </p>
    }
  `,
  styles: `
    p {
      display: flex;
      gap: 10px;
      justify-content: center;
      align-items: center;
      padding: 8px 16px;
      background: light-dark(#26231f, #ede9e3);
      color: light-dark(#faf8f5, #1c1a17);
      font-size: 14px;
      line-height: 20px;
      --icon-size: 18px;
    }
    .link {
      color: inherit;
      font-weight: 600;
    }
  `,
  host: { role: 'status' },
})
export class StatusBanner {
  protected readonly errors = inject(AppErrors);
  protected readonly online = inject(Online);

  protected reload(): void {
    location.reload();
  }
}
