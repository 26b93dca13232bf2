import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Icon } from '../../ui/icon/icon';
import { Wordmark } from '../wordmark/wordmark';

/** The bar at the top: on a phone, and for visitors on every screen. */
@Component({
  selector: 'tt-top-bar',
  imports: [Icon, RouterLink, Wordmark],
  templateUrl: './top-bar.html',
  styleUrl: './top-bar.css',
  host: { '[class.visitor]': 'isVisitor()' },
})
export class TopBar {
  readonly isVisitor = input(false);

  protected readonly mainLabel = $localize`Main`;
  protected readonly moreLabel = $localize`More`;
}
