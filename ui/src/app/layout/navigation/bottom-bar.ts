import { Component, computed, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

import { Icon } from '../../ui/icon/icon';
import { destinations } from './destinations';

/** The phone's bar of five. */
@Component({
  selector: 'tt-bottom-bar',
  imports: [Icon, RouterLink, RouterLinkActive],
  templateUrl: './bottom-bar.html',
  styleUrl: './bottom-bar.css',
})
export class BottomBar {
  readonly handle = input<string | null>(null);
  readonly unread = input(0);

  protected readonly items = computed(() => {
    const [home, discover, , notifications, you] = destinations(this.handle());
    return [home, discover, null, notifications, you].filter((item) => item !== undefined);
  });
}
