import { Component, computed, input } from '@angular/core';

const GRID = [
  [1.5, 1.2],
  [0.8, 1.5, 1.3],
  [1.4, 0.75, 1.3],
];

/** Grey shapes in the final geometry, while a list is on its way. The words are for those who cannot see them. */
@Component({
  selector: 'tt-skeleton',
  templateUrl: './skeleton.html',
  styleUrl: './skeleton.css',
  host: { role: 'status' },
})
export class Skeleton {
  readonly kind = input.required<'post' | 'grid' | 'person' | 'line'>();
  readonly count = input(3);
  readonly label = input($localize`Loading`);

  protected readonly grid = GRID;
  protected readonly items = computed(() => Array.from({ length: this.count() }, (_, index) => index));
}
