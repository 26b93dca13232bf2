import { Directive } from '@angular/core';

import type { GridPhoto } from './grid-photo';

export interface GridTileContext {
  readonly $implicit: GridPhoto;
  readonly index: number;
  readonly width: number;
}

/** Marks the template of a tile in a justified grid. */
@Directive({ selector: 'ng-template[ttGridTile]' })
export class GridTile {
  static ngTemplateContextGuard(_directive: GridTile, context: unknown): context is GridTileContext {
    return typeof context === 'object';
  }
}
