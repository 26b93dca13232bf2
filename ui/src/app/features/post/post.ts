import { Component } from '@angular/core';

import { EmptyState } from '../../ui/lists/empty-state';

@Component({
  selector: 'tt-post',
  imports: [EmptyState],
  template: `<tt-empty-state icon="photos" heading="Photo" i18n-heading text="This page is being built." i18n-text />`,
})
export class Post {}
