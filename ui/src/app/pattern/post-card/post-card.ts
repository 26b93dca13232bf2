import { Component, computed, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import type { Comment } from '../../core/api/generated/models/comment';
import type { Post } from '../../core/api/generated/models/post';
import { toApiProblem } from '../../core/errors/api-problem';
import { Likes, withLike } from '../../core/posts/likes';
import { PostChanges } from '../../core/posts/post-changes';
import { Session } from '../../core/session/session';
import { audienceWords } from '../../ui/audience/audience';
import { Avatar } from '../../ui/avatar/avatar';
import { Caption } from '../../ui/caption/caption';
import { Toast } from '../../ui/feedback/toast';
import { Icon } from '../../ui/icon/icon';
import { PhotoCarousel } from '../../ui/photo/photo-carousel';
import { RelativeTime } from '../../ui/time/relative-time';
import { PostActs } from '../post-acts/post-acts';
import { PostDeletion } from '../post-acts/post-deletion';
import { ReplyBox } from '../reply-box/reply-box';
import { PostMenu } from './post-menu';

/** A post in a list: who, where it may be seen, the photos, and what people say. */
@Component({
  selector: 'tt-post-card',
  imports: [Avatar, Caption, Icon, PhotoCarousel, PostActs, PostMenu, RelativeTime, ReplyBox, RouterLink],
  templateUrl: './post-card.html',
  styleUrl: './post-card.css',
})
export class PostCard {
  readonly post = input.required<Post>();
  /** For the first cards of a list, whose photos are on the first screen. */
  readonly eager = input(false);

  /** On the way to the post's own page. */
  readonly opened = output();

  protected readonly shown = linkedSignal(() => this.post());
  protected readonly link = computed(() => `/posts/${this.shown().id}`);
  protected readonly audience = computed(() => audienceWords(this.shown().visibility));
  protected readonly isOwn = computed(() => this.session.viewer()?.handle === this.shown().author.handle);
  protected readonly comments = computed(() => this.shown().latestComments.toReversed());
  /** The menu is fetched when it is first asked for. */
  protected readonly isMenuWanted = signal(false);
  protected readonly isHeartShown = signal(false);
  protected readonly isSignedIn = inject(Session).isSignedIn;

  private readonly session = inject(Session);
  private readonly deletion = inject(PostDeletion);
  private readonly likes = inject(Likes);
  private readonly changes = inject(PostChanges).changes;
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly reply = viewChild(ReplyBox);

  protected async like(isLiked: boolean): Promise<void> {
    if (!this.isSignedIn()) {
      await this.router.navigate(['/sign-in'], { queryParams: { next: this.link() } });
      return;
    }
    const before = this.shown();
    this.show(withLike(before, isLiked));
    try {
      await this.likes.set(before.id, isLiked);
    } catch (error) {
      this.show(withLike(this.shown(), before.viewer.liked));
      this.toast.show(toApiProblem(error).message);
    }
  }

  protected likeByTap(): void {
    if (this.isSignedIn()) {
      this.isHeartShown.set(true);
    }
    if (!this.shown().viewer.liked) {
      void this.like(true);
    }
  }

  protected open(): void {
    this.opened.emit();
    void this.router.navigateByUrl(this.link());
  }

  protected comment(): void {
    const reply = this.reply();
    if (this.isSignedIn() && reply) {
      reply.focus();
    } else {
      this.open();
    }
  }

  protected addComment(comment: Comment): void {
    this.changes.next({ kind: 'comment-added', postId: this.shown().id, comment });
  }

  protected async remove(): Promise<void> {
    await this.deletion.ask(this.shown().id);
  }

  private show(post: Post): void {
    this.shown.set(post);
    this.changes.next({ kind: 'changed', post });
  }
}
