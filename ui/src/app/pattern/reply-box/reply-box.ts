import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';

import { Api } from '../../core/api/generated/api';
import { addComment } from '../../core/api/generated/fn/posts/add-comment';
import type { Comment } from '../../core/api/generated/models/comment';
import { newIdempotencyKey } from '../../core/api/idempotency-key';
import { toApiProblem } from '../../core/errors/api-problem';
import { Session } from '../../core/session/session';
import { Avatar } from '../../ui/avatar/avatar';

const LONGEST = 1000;

/** Says something about a photo, in place. What was typed stays when sending fails. */
@Component({
  selector: 'tt-reply-box',
  imports: [Avatar],
  templateUrl: './reply-box.html',
  styleUrl: './reply-box.css',
})
export class ReplyBox {
  readonly postId = input.required<string>();
  readonly added = output<Comment>();

  protected readonly viewer = inject(Session).viewer;
  protected readonly text = signal('');
  protected readonly isSending = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly longest = LONGEST;

  private readonly api = inject(Api);
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');
  private key = newIdempotencyKey();

  focus(): void {
    this.field()?.nativeElement.focus();
  }

  protected onInput(text: string): void {
    this.text.set(text);
    this.problem.set(null);
    this.key = newIdempotencyKey();
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void this.send();
    }
  }

  protected async send(): Promise<void> {
    const text = this.text().trim();
    if (text === '' || this.isSending()) {
      return;
    }
    this.isSending.set(true);
    this.problem.set(null);
    try {
      const comment = await this.api.invoke(addComment, {
        postId: this.postId(),
        'Idempotency-Key': this.key,
        body: { text },
      });
      this.text.set('');
      this.key = newIdempotencyKey();
      this.added.emit(comment);
    } catch (error) {
      this.problem.set(toApiProblem(error).message);
    } finally {
      this.isSending.set(false);
    }
  }
}
