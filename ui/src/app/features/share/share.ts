import { Component } from '@angular/core';

import { EmptyState } from '../../ui/lists/empty-state';

@Component({
  selector: 'tt-share',
  imports: [EmptyState],
  template: `<tt-empty-state
    icon="photos"
    heading="Share photos"
    i18n-heading
    text="This page is being built."
    i18n-text
  />`,
})
export class Share {}
