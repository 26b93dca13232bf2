import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** Where a start on one's own machine keeps the mails it would have sent. Elsewhere there is none. */
@Injectable({ providedIn: 'root' })
export class Mailbox {
  readonly #http = inject(HttpClient);
  #isHere: Promise<boolean> | null = null;

  /** Asks once. The type is looked at because a server of static files answers every address with a page. */
  isHere(): Promise<boolean> {
    this.#isHere ??= this.#ask();
    return this.#isHere;
  }

  async #ask(): Promise<boolean> {
    try {
      const answer = await firstValueFrom(this.#http.head('/mailbox.json', { observe: 'response' }));
      return answer.headers.get('Content-Type')?.startsWith('application/json') ?? false;
    } catch {
      return false;
    }
  }
}
