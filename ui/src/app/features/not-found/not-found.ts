import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

import { EmptyState } from '../../ui/lists/empty-state';

@Component({
  selector: 'tt-not-found',
  imports: [EmptyState, RouterLink],
  template: `
    <h1 class="visually-hidden" i18n>Page not found</h1>
    <tt-empty-state
      icon="compass"
      heading="Nothing hangs here"
      i18n-heading
      text="The address may be mistyped, or the page has been taken down."
      i18n-text
    >
      <a class="button button-primary" routerLink="/" i18n>Go home</a>
      <a class="button button-outline" routerLink="/discover" i18n>Discover photos</a>
    </tt-empty-state>
  `,
})
export class NotFound {}
