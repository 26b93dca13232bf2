import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, output } from '@angular/core';

import type { Post } from '../../core/api/generated/models/post';
import { Toast } from '../../ui/feedback/toast';
import { Icon } from '../../ui/icon/icon';

/** The row below a photo: like, comment, copy the link; with the counts. */
@Component({
  selector: 'tt-post-acts',
  imports: [Icon],
  template: `
    <button
      type="button"
      class="act"
      [class.liked]="post().viewer.liked"
      [attr.aria-pressed]="post().viewer.liked"
      [attr.aria-keyshortcuts]="isOnPage() ? 'L' : null"
      (click)="liked.emit(!post().viewer.liked)"
    >
      <tt-icon [name]="post().viewer.liked ? 'heart-filled' : 'heart'" />
      <span class="visually-hidden" i18n>Like</span>
      @if (post().counts.likes > 0) {
        <span>{{ post().counts.likes }}</span>
        <span class="visually-hidden" i18n>{post().counts.likes, plural,
          =1 {person likes this}
          other {people like this}
        }</span>
      }
    </button>
    <button type="button" class="act" (click)="commented.emit()">
      <tt-icon name="comment" />
      <span class="visually-hidden" i18n>Comment</span>
      @if (post().counts.comments > 0) {
        <span>{{ post().counts.comments }}</span>
        <span class="visually-hidden" i18n>{post().counts.comments, plural,
          =1 {comment so far}
          other {comments so far}
        }</span>
      }
    </button>
    <button type="button" class="act copy" (click)="copyLink()">
      <tt-icon name="share" /><span [class.visually-hidden]="!isOnPage()" i18n>Copy link</span>
    </button>
  `,
  styleUrl: './post-acts.css',
})
export class PostActs {
  readonly post = input.required<Post>();
  /** On the post's own page there is room for words, and L likes. */
  readonly isOnPage = input(false);

  readonly liked = output<boolean>();
  readonly commented = output();

  private readonly clipboard = inject(Clipboard);
  private readonly toast = inject(Toast);

  copyLink(): void {
    const isCopied = this.clipboard.copy(new URL(`/posts/${this.post().id}`, location.origin).href);
    this.toast.show(isCopied ? $localize`Link copied.` : $localize`The link could not be copied.`);
  }
}
