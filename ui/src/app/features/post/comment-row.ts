import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Avatar, type AvatarPerson } from '../../ui/avatar/avatar';
import { Caption } from '../../ui/caption/caption';
import { Icon } from '../../ui/icon/icon';
import { RelativeTime } from '../../ui/time/relative-time';

/** One comment: who, what, when. */
@Component({
  selector: 'tt-comment-row',
  imports: [Avatar, Caption, Icon, RelativeTime, RouterLink],
  template: `
    <a [routerLink]="'/@' + author().handle" tabindex="-1" aria-hidden="true">
      <tt-avatar [person]="author()" [size]="28" />
    </a>
    <div class="words">
      <p class="head">
        <a class="name" [routerLink]="'/@' + author().handle">{{ author().name }}</a>
        @if (at(); as moment) {
          <tt-time class="caption" [at]="moment" />
        }
      </p>
      <tt-caption [text]="text()" [lines]="8" />
    </div>
    @if (canDelete()) {
      <button type="button" class="icon-button" [attr.aria-label]="deleteLabel" (click)="deleted.emit()">
        <tt-icon name="trash" />
      </button>
    }
  `,
  styleUrl: './comment-row.css',
})
export class CommentRow {
  readonly author = input.required<AvatarPerson>();
  readonly text = input.required<string>();
  readonly at = input<string | null>(null);
  readonly canDelete = input(false);

  readonly deleted = output();

  protected readonly deleteLabel = $localize`Delete this comment`;
}
