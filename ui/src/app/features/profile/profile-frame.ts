import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, inject, input, resource, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { getProfile } from '../../core/api/generated/fn/posts/get-profile';
import type { Relation } from '../../core/api/generated/models/relation';
import { toApiProblem } from '../../core/errors/api-problem';
import { PageTitle } from '../../core/navigation/page-title';
import { FollowButton, type FollowRelation } from '../../pattern/follow-button/follow-button';
import { Avatar } from '../../ui/avatar/avatar';
import { Caption } from '../../ui/caption/caption';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { LinkTabs } from '../../ui/navigation/link-tabs';
import { ProfileCache } from './profile-cache';

/** What stands above every page of a person: who they are, how to follow them, and the tabs. */
@Component({
  selector: 'tt-profile-frame',
  imports: [Avatar, Caption, EmptyState, ErrorState, FollowButton, LinkTabs, NgTemplateOutlet, RouterLink],
  templateUrl: './profile-frame.html',
  styleUrl: './profile-frame.css',
})
export class ProfileFrame {
  readonly handle = input.required<string>();
  /** Which tabs: those of the profile, or those of its people. */
  readonly tabsOf = input<'work' | 'people'>('work');

  /** The title of the page, once the name is known. */
  readonly titled = input((name: string): string => name);

  /** The person, as soon as they are known; from an earlier visit until then. */
  readonly profile = computed(() => {
    const fresh = this.source.hasValue() ? this.source.value() : null;
    return fresh ?? (this.problem()?.status === 404 ? null : this.cache.get(this.handle()));
  });
  readonly isOwn = computed(() => this.profile()?.viewer === 'self');

  protected readonly source = resource({
    params: () => ({ handle: this.handle() }),
    loader: ({ params }) => this.api.invoke(getProfile, params),
  });
  protected readonly problem = computed(() => {
    const error = this.source.error();
    return error === undefined ? null : toApiProblem(error);
  });
  protected readonly tabs = computed(() => {
    const home = `/@${this.handle()}`;
    return this.tabsOf() === 'work'
      ? [
          { label: $localize`Photos`, link: home },
          { label: $localize`Albums`, link: `${home}/albums` },
        ]
      : [
          { label: $localize`Followers`, link: `${home}/followers` },
          { label: $localize`Following`, link: `${home}/following` },
        ];
  });
  protected readonly counts = computed(() => {
    const counts = this.profile()?.counts ?? { posts: 0, followers: 0, following: 0 };
    const words = (count: number) => count.toLocaleString();
    return { posts: words(counts.posts), followers: words(counts.followers), following: words(counts.following) };
  });

  private readonly api = inject(Api);
  private readonly cache = inject(ProfileCache);

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      if (this.source.hasValue()) {
        const person = this.source.value();
        this.cache.put(person);
        untracked(() => {
          pageTitle.set(this.titled()(`${person.name} (@${person.handle})`));
        });
      } else if (this.problem()?.status === 404) {
        untracked(() => {
          pageTitle.set($localize`Nobody here`);
        });
      }
    });
  }

  protected onRelation(relation: FollowRelation): void {
    const profile = this.profile();
    if (!profile) {
      return;
    }
    const viewer: Relation = relation === 'requested' ? 'none' : relation;
    const change = Number(viewer === 'following') - Number(profile.viewer === 'following');
    const counts = { ...profile.counts, followers: Math.max(0, profile.counts.followers + change) };
    this.source.set({ ...profile, viewer, counts });
  }
}
