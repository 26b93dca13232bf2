import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { discover } from '../../core/api/generated/fn/posts/discover';
import { toGridPhoto } from '../../pattern/post-grid/to-grid-photo';
import { JustifiedGrid } from '../../ui/grid/justified-grid';
import { Skeleton } from '../../ui/lists/skeleton';

/** What a visitor sees first: what this is, and the newest photographs. */
@Component({
  selector: 'tt-welcome',
  imports: [JustifiedGrid, RouterLink, Skeleton],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
})
export class Welcome {
  protected readonly posts = resource({
    loader: async () => {
      const { items } = await this.api.invoke(discover, { limit: 24 });
      return items;
    },
  });
  protected readonly photos = computed(() => (this.posts.hasValue() ? this.posts.value().flatMap(toGridPhoto) : []));

  private readonly api = inject(Api);
}
