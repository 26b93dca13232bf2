import { Component } from '@angular/core';

import { Shell } from './layout/shell/shell';

@Component({
  selector: 'tt-root',
  imports: [Shell],
  template: `<tt-shell />`,
})
export class App {}
