import { Injectable } from '@angular/core';

/** The list that a post was opened from, so that its page can go on to the next one. */
@Injectable({ providedIn: 'root' })
export class PostTrail {
  #ids: readonly string[] = [];

  /** Called by a list when one of its posts is opened. */
  begin(ids: readonly string[]): void {
    this.#ids = ids;
  }

  /** The post that stands so many places further on, if the list has one. */
  neighbour(postId: string, step: number): string | null {
    const index = this.#ids.indexOf(postId);
    return index === -1 ? null : (this.#ids[index + step] ?? null);
  }
}
