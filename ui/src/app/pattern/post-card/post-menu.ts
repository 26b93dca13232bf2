import { afterNextRender, Component, input, output, viewChild } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';

import { Icon } from '../../ui/icon/icon';

/** What else one can do with a post. Opens as it arrives, because the click that asked for it is what fetched it. */
@Component({
  selector: 'tt-post-menu',
  imports: [Icon, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button
      type="button"
      class="icon-button"
      i18n-aria-label
      aria-label="More about this post"
      [matMenuTriggerFor]="menu"
    >
      <tt-icon name="more" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <button type="button" mat-menu-item (click)="opened.emit()" i18n>Open the post</button>
      <button type="button" mat-menu-item (click)="copied.emit()" i18n>Copy the link</button>
      @if (isOwn()) {
        <button type="button" mat-menu-item (click)="removed.emit()" i18n>Delete …</button>
      }
    </mat-menu>
  `,
})
export class PostMenu {
  readonly isOwn = input(false);

  readonly opened = output();
  readonly copied = output();
  readonly removed = output();

  private readonly trigger = viewChild.required(MatMenuTrigger);

  constructor() {
    afterNextRender(() => {
      this.trigger().openMenu();
      this.trigger().menu?.focusFirstItem('keyboard');
    });
  }
}
