import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Avatar, type AvatarPerson } from '../avatar/avatar';

/** A person in a list: picture, name, a line about them, and whatever action is projected. */
@Component({
  selector: 'tt-person-row',
  imports: [Avatar, RouterLink],
  template: `
    <a class="who" [routerLink]="['/@' + person().handle]">
      <tt-avatar [person]="person()" [size]="size()" />
      <span class="words">
        <strong>{{ person().name }}</strong>
        <span class="caption">{{ '@' + person().handle }}{{ note() ? ' · ' + note() : '' }}</span>
      </span>
    </a>
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      gap: 12px;
      align-items: center;
      padding: 8px 0;
    }
    .who {
      display: flex;
      gap: 12px;
      align-items: center;
      flex: 1;
      min-inline-size: 0;
      border-radius: var(--radius-control);
    }
    .words {
      min-inline-size: 0;
    }
    strong,
    .caption {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    strong {
      line-height: 20px;
    }
    .who:hover strong {
      text-decoration: underline;
    }
  `,
})
export class PersonRow {
  readonly person = input.required<AvatarPerson>();
  readonly note = input('');
  readonly size = input(36);
}
