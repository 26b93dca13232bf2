import { Component, computed, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

import { Avatar, type AvatarPerson } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import { Wordmark } from '../wordmark/wordmark';
import { destinations } from './destinations';

/** The rail at the left: words from 1200 px, icons from 768 px. */
@Component({
  selector: 'tt-rail',
  imports: [Avatar, Icon, RouterLink, RouterLinkActive, Wordmark],
  templateUrl: './rail.html',
  styleUrl: './rail.css',
})
export class Rail {
  readonly viewer = input<AvatarPerson | null>(null);
  readonly unread = input(0);

  protected readonly items = computed(() => destinations(this.viewer()?.handle ?? null));
  protected readonly badge = computed(() => (this.unread() > 99 ? '99+' : String(this.unread())));
}
