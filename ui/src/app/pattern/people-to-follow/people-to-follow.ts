import { Component, inject, input, resource } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { suggestPeople } from '../../core/api/generated/fn/posts/suggest-people';
import { PersonRow } from '../../ui/lists/person-row';
import { Skeleton } from '../../ui/lists/skeleton';
import { FollowButton } from '../follow-button/follow-button';

/** A few people one might like to follow. Says nothing when there is nobody to name. */
@Component({
  selector: 'tt-people-to-follow',
  imports: [FollowButton, PersonRow, Skeleton],
  template: `
    @if (people.isLoading()) {
      <tt-skeleton kind="person" [count]="count()" />
    } @else if (people.hasValue() && people.value().length > 0) {
      <h2 class="section-title" i18n>People to follow</h2>
      <ul>
        @for (person of people.value(); track person.id) {
          <li>
            <tt-person-row [person]="person">
              <tt-follow-button [handle]="person.handle" [relation]="person.viewer" />
            </tt-person-row>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: block;
      text-align: start;
    }
    .section-title {
      margin-block-end: 8px;
    }
  `,
})
export class PeopleToFollow {
  readonly count = input(4);

  protected readonly people = resource({
    params: () => this.count(),
    loader: async ({ params: limit }) => {
      const { items } = await this.api.invoke(suggestPeople, { limit });
      return items;
    },
  });

  private readonly api = inject(Api);
}
