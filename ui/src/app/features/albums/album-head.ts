import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import type { AlbumSummary } from '../../core/api/generated/models/album-summary';
import { audienceWords } from '../../ui/audience/audience';
import { Avatar } from '../../ui/avatar/avatar';
import { Caption } from '../../ui/caption/caption';
import { Icon } from '../../ui/icon/icon';

/** The head of an album: title, whose it is, how much, since when, for whom, and what it is about. */
@Component({
  selector: 'tt-album-head',
  imports: [Avatar, Caption, Icon, RouterLink],
  template: `
    <div class="words">
      <h1>{{ album().title }}</h1>
      <p class="facts caption">
        <a class="owner" [routerLink]="'/@' + album().owner.handle">
          <tt-avatar [person]="album().owner" [size]="28" />{{ album().owner.name }}
        </a>
        <span i18n>{album().counts.photos, plural,
          =0 {No photos}
          =1 {1 photo}
          other {{{ album().counts.photos }} photos}
        }</span>
        <span>{{ dates() }}</span>
        <span class="audience"><tt-icon [name]="audience().icon" />{{ audience().label }}</span>
      </p>
      @if (album().description) {
        <tt-caption class="about" [text]="album().description" [lines]="0" />
      }
    </div>
    <div class="tools"><ng-content /></div>
  `,
  styleUrl: './album-head.css',
})
export class AlbumHead {
  readonly album = input.required<AlbumSummary>();

  protected readonly audience = computed(() => audienceWords(this.album().visibility));
  /** From when to when it grew: "September – October 2026". */
  protected readonly dates = computed(() => {
    const { createdAt, updatedAt } = this.album();
    return new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric' }).formatRange(
      new Date(createdAt),
      new Date(updatedAt),
    );
  });
}
