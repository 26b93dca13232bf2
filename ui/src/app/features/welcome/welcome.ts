import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { discover } from '../../core/api/generated/fn/posts/discover';
import type { Post } from '../../core/api/generated/models/post';
import { toApiProblem } from '../../core/errors/api-problem';
import { PostGrid } from '../../pattern/post-grid/post-grid';
import { Avatar } from '../../ui/avatar/avatar';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icons';
import { ErrorState } from '../../ui/lists/error-state';
import { Skeleton } from '../../ui/lists/skeleton';
import { PhotoFrame } from '../../ui/photo/photo-frame';

interface Promised {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

/** What a visitor sees first: one photograph large, what this is, and the newest of the others. */
@Component({
  selector: 'tt-welcome',
  imports: [Avatar, ErrorState, Icon, PhotoFrame, PostGrid, RouterLink, Skeleton],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
})
export class Welcome {
  protected readonly posts = resource({
    loader: async () => {
      const { items } = await this.api.invoke(discover, { limit: 24 });
      return items.filter(({ photos }) => photos.length > 0);
    },
  });
  protected readonly featured = computed(() => {
    const posts = this.posts.hasValue() ? this.posts.value() : [];
    return posts.find(isWide) ?? posts[0] ?? null;
  });
  protected readonly others = computed(() =>
    this.posts.hasValue() ? this.posts.value().filter((post) => post !== this.featured()) : [],
  );
  protected readonly problem = computed(() => {
    const error = this.posts.error();
    return error === undefined ? null : toApiProblem(error);
  });
  protected readonly promises: readonly Promised[] = [
    {
      icon: 'photos',
      title: $localize`In order, and nothing in between`,
      text: $localize`Home shows what the people you follow share, newest first. Nobody sorts it for you.`,
    },
    {
      icon: 'people',
      title: $localize`You choose who looks`,
      text: $localize`Everyone, your followers, or only you: for each post and each album, changed whenever you like.`,
    },
    {
      icon: 'lock',
      title: $localize`Your originals stay yours`,
      text: $localize`The file you upload is kept for you alone. The copies that others see carry no place and no camera.`,
    },
  ];

  private readonly api = inject(Api);
}

/** Fits the large frame without losing much. */
function isWide({ photos: [photo] }: Post): boolean {
  const ratio = photo ? photo.width / photo.height : 0;
  return ratio > 1.25 && ratio < 1.9;
}
