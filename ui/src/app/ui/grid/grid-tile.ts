import { Directive } from '@angular/core';

import type { Photo } from '../photo/photo';

export interface GridTileContext {
  readonly $implicit: Photo;
  readonly index: number;
  /** As in the `sizes` attribute: how wide the tile is. */
  readonly sizes: string;
  /** On the first screen for sure: worth loading at once. */
  readonly isFirstRow: boolean;
}

/** Marks the template of a tile in a justified grid. */
@Directive({ selector: 'ng-template[ttGridTile]' })
export class GridTile {
  static ngTemplateContextGuard(_directive: GridTile, context: unknown): context is GridTileContext {
    return typeof context === 'object';
  }
}
