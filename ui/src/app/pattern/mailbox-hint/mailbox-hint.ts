import { Component, inject, resource } from '@angular/core';

import { Mailbox } from '../../core/mailbox/mailbox';

/** Where mails are kept instead of sent, the way to them. Says nothing elsewhere. */
@Component({
  selector: 'tt-mailbox-hint',
  template: `
    @if (isHere.hasValue() && isHere.value()) {
      <p class="quiet">
        <ng-container i18n>This server keeps its mails to itself:</ng-container>&ngsp;
        <a class="link" href="/mailbox" target="_blank" i18n>open the mailbox</a>.
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
  `,
})
export class MailboxHint {
  protected readonly isHere = resource({ loader: () => this.mailbox.isHere() });

  private readonly mailbox = inject(Mailbox);
}
