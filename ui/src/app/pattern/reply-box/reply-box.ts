import { Component, inject, input, output, signal, viewChild } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { addComment } from '../../core/api/generated/fn/posts/add-comment';
import type { Comment } from '../../core/api/generated/models/comment';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import { Session } from '../../core/session/session';
import { Composer } from '../composer/composer';

/** Says something about a photo, in place. What was typed comes back when sending fails. */
@Component({
  selector: 'tt-reply-box',
  imports: [Composer],
  template: `
    @if (viewer(); as person) {
      <tt-composer [person]="person" [(text)]="text" (sent)="send($event)" />
      @if (isSending()) {
        <p class="caption" role="status" i18n>Sending …</p>
      }
      @if (problem(); as words) {
        <p class="problem" role="alert">
          {{ words }}
          <button type="button" class="link" (click)="retry()" i18n>Try again</button>
        </p>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      --composer-line: var(--line);
    }
    p {
      margin-block-start: 6px;
      padding-inline-start: 40px;
    }
    .problem {
      color: var(--bad);
      font-size: 13px;
      line-height: 20px;
    }
  `,
})
export class ReplyBox {
  readonly postId = input.required<string>();
  readonly added = output<Comment>();

  protected readonly viewer = inject(Session).viewer;
  protected readonly text = signal('');
  protected readonly isSending = signal(false);
  protected readonly problem = signal<string | null>(null);

  private readonly api = inject(Api);
  private readonly composer = viewChild(Composer);
  private attempt = { text: '', key: '' };

  focus(): void {
    this.composer()?.focus();
  }

  protected retry(): void {
    this.composer()?.send();
  }

  protected async send(text: string): Promise<void> {
    // The same words sent again are the same request.
    if (this.attempt.text !== text) {
      this.attempt = { text, key: newIdempotencyKey() };
    }
    this.isSending.set(true);
    this.problem.set(null);
    try {
      const request = { postId: this.postId(), 'Idempotency-Key': this.attempt.key, body: { text } };
      const comment = await this.api.invoke(addComment, request);
      this.attempt = { text: '', key: '' };
      this.added.emit(comment);
    } catch (error) {
      this.problem.set(toApiProblem(error).message);
      if (this.text() === '') {
        this.text.set(text);
      }
    } finally {
      this.isSending.set(false);
    }
  }
}
