import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, effect, type ElementRef, inject, input, output, signal, untracked, viewChild } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { addComment } from '../../core/api/generated/fn/posts/add-comment';
import { deleteComment } from '../../core/api/generated/fn/posts/delete-comment';
import { listComments } from '../../core/api/generated/fn/posts/list-comments';
import type { Comment } from '../../core/api/generated/models/comment';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import { PagedList } from '../../core/lists/paged-list';
import { PostChanges } from '../../core/posts/post-changes';
import { Session } from '../../core/session/session';
import { Composer } from '../../pattern/composer/composer';
import { Confirm } from '../../ui/feedback/confirm';
import { Toast } from '../../ui/feedback/toast';
import { ErrorState } from '../../ui/lists/error-state';
import { Skeleton } from '../../ui/lists/skeleton';
import { CommentRow } from './comment-row';

const PAGE = 20;

/** A comment that is shown before the server has it. */
interface Unsent {
  readonly key: string;
  readonly text: string;
  /** Why it did not arrive; null while it is on its way. */
  readonly problem: string | null;
}

/** What people say about a post, newest first, and the place to say something oneself. */
@Component({
  selector: 'tt-comments',
  imports: [CommentRow, Composer, ErrorState, Skeleton],
  templateUrl: './comments.html',
  styleUrl: './comments.css',
})
export class Comments {
  readonly postId = input.required<string>();

  readonly signInAsked = output();

  protected readonly viewer = inject(Session).viewer;
  protected readonly unsent = signal<readonly Unsent[]>([]);
  protected readonly list = new PagedList<Comment>((cursor) => {
    const page = { postId: this.postId(), limit: PAGE };
    return this.api.invoke(listComments, cursor === undefined ? page : { ...page, cursor });
  });

  private readonly api = inject(Api);
  private readonly changes = inject(PostChanges).changes;
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly composer = viewChild(Composer);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  constructor() {
    effect(() => {
      this.postId();
      untracked(() => {
        this.unsent.set([]);
        void this.list.restart();
      });
    });
  }

  focus(): void {
    const composer = this.composer();
    if (composer) {
      composer.focus();
    } else {
      this.signInAsked.emit();
    }
  }

  protected add(text: string): void {
    const comment = { key: newIdempotencyKey(), text, problem: null };
    this.unsent.update((all) => [comment, ...all]);
    void this.send(comment);
  }

  protected retry({ key, text }: Unsent): void {
    const comment = { key, text, problem: null };
    this.unsent.update((all) => all.map((one) => (one.key === key ? comment : one)));
    void this.send(comment);
  }

  protected forget({ key }: Unsent): void {
    this.unsent.update((all) => all.filter((one) => one.key !== key));
    this.heading().nativeElement.focus();
  }

  protected async remove(comment: Comment): Promise<void> {
    const isSure = await this.confirm.ask({
      title: $localize`Delete this comment?`,
      text: $localize`By ${comment.author.name}:name:: “${shorten(comment.text)}:text:”`,
      action: $localize`Delete`,
      isDestructive: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await this.api.invoke(deleteComment, { commentId: comment.id });
      this.list.change((all) => all.filter(({ id }) => id !== comment.id));
      this.changes.next({ kind: 'comment-deleted', postId: this.postId(), commentId: comment.id });
      this.heading().nativeElement.focus();
      void this.announcer.announce($localize`The comment is deleted.`);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    }
  }

  private async send({ key, text }: Unsent): Promise<void> {
    const postId = this.postId();
    try {
      const comment = await this.api.invoke(addComment, { postId, body: { text }, 'Idempotency-Key': key });
      // Told to all: the person may have left for a list that shows this post, too.
      this.changes.next({ kind: 'comment-added', postId, comment });
      if (postId === this.postId()) {
        this.unsent.update((all) => all.filter((one) => one.key !== key));
        this.list.change((all) => [comment, ...all.filter(({ id }) => id !== comment.id)]);
        void this.announcer.announce($localize`Your comment is sent.`);
      }
    } catch (error) {
      const problem = toApiProblem(error).message;
      this.unsent.update((all) => all.map((one) => (one.key === key ? { ...one, problem } : one)));
      void this.announcer.announce($localize`Your comment is not sent. ${problem}:problem:`, 'assertive');
    }
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
