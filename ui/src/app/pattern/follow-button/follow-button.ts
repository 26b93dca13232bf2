import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { Router } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { follow } from '../../core/api/generated/fn/posts/follow';
import { unfollow } from '../../core/api/generated/fn/posts/unfollow';
import { toApiProblem } from '../../core/errors/api-problem';
import { Session } from '../../core/session/session';
import { Toast } from '../../ui/feedback/toast';

export type FollowRelation = 'self' | 'following' | 'requested' | 'none';

/** Follows and unfollows a person. Nothing is shown beside oneself; visitors are asked to sign in. */
@Component({
  selector: 'tt-follow-button',
  template: `
    @if (state() !== 'self') {
      <button
        type="button"
        class="button"
        [class.button-small]="isSmall()"
        [class.button-primary]="state() === 'none' && !isSmall()"
        [class.button-outline]="state() !== 'none' || isSmall()"
        [attr.aria-pressed]="state() !== 'none'"
        [attr.aria-label]="label()"
        [disabled]="isBusy()"
        (click)="toggle()"
      >
        {{ words() }}
      </button>
    }
  `,
})
export class FollowButton {
  readonly handle = input.required<string>();
  readonly relation = input.required<FollowRelation>();
  readonly isSmall = input(true);
  readonly relationChange = output<FollowRelation>();

  protected readonly state = linkedSignal<FollowRelation>(() => this.relation());
  protected readonly isBusy = signal(false);
  protected readonly words = computed(() => {
    switch (this.state()) {
      case 'following': {
        return $localize`Following`;
      }
      case 'requested': {
        return $localize`Requested`;
      }
      default: {
        return $localize`Follow`;
      }
    }
  });
  protected readonly label = computed(() => `${this.words()} @${this.handle()}`);

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);

  protected async toggle(): Promise<void> {
    if (!this.session.isSignedIn()) {
      await this.router.navigate(['/sign-in'], { queryParams: { next: `/@${this.handle()}` } });
      return;
    }
    const before = this.state();
    this.isBusy.set(true);
    try {
      if (before === 'none') {
        this.state.set((await this.api.invoke(follow, { handle: this.handle() })).state);
      } else {
        await this.api.invoke(unfollow, { handle: this.handle() });
        this.state.set('none');
      }
      this.relationChange.emit(this.state());
    } catch (error) {
      this.state.set(before);
      this.toast.show(toApiProblem(error).message);
    } finally {
      this.isBusy.set(false);
    }
  }
}
