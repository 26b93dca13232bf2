import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';

import { Api } from '../../core/api/generated/api';
import { deletePost } from '../../core/api/generated/fn/posts/delete-post';
import type { Comment } from '../../core/api/generated/models/comment';
import type { Post } from '../../core/api/generated/models/post';
import { toApiProblem } from '../../core/errors/api-problem';
import { Likes, withLike } from '../../core/posts/likes';
import { PostChanges } from '../../core/posts/post-changes';
import { Session } from '../../core/session/session';
import { audienceWords } from '../../ui/audience/audience';
import { Avatar } from '../../ui/avatar/avatar';
import { Caption } from '../../ui/caption/caption';
import { Confirm } from '../../ui/feedback/confirm';
import { Toast } from '../../ui/feedback/toast';
import { Icon } from '../../ui/icon/icon';
import { PhotoCarousel } from '../../ui/photo/photo-carousel';
import { RelativeTime } from '../../ui/time/relative-time';
import { ReplyBox } from '../reply-box/reply-box';
import { PostMenu } from './post-menu';

/** A post in a list: who, where it may be seen, the photos, and what people say. */
@Component({
  selector: 'tt-post-card',
  imports: [Avatar, Caption, Icon, PhotoCarousel, PostMenu, RelativeTime, ReplyBox, RouterLink],
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

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly likes = inject(Likes);
  private readonly changes = inject(PostChanges).changes;
  private readonly router = inject(Router);
  private readonly clipboard = inject(Clipboard);
  private readonly confirm = inject(Confirm);
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

  protected copyLink(): void {
    const isCopied = this.clipboard.copy(new URL(this.link(), location.origin).href);
    this.toast.show(isCopied ? $localize`Link copied.` : $localize`The link could not be copied.`);
  }

  protected addComment(comment: Comment): void {
    this.changes.next({ kind: 'comment-added', postId: this.shown().id, comment });
  }

  protected async remove(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Delete this post?`,
      text: $localize`The post, its likes and its comments go for good. Photos that an album holds stay there.`,
      action: $localize`Delete`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    try {
      const postId = this.shown().id;
      await this.api.invoke(deletePost, { postId });
      this.toast.show($localize`The post is deleted.`);
      this.changes.next({ kind: 'deleted', postId });
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    }
  }

  private show(post: Post): void {
    this.shown.set(post);
    this.changes.next({ kind: 'changed', post });
  }
}
