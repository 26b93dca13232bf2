import { HttpClient, HttpEventType } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { Observable } from 'rxjs';

import { uploadPhoto } from '../api/generated/fn/media/upload-photo';
import type { Photo } from '../api/generated/models/photo';

export type UploadStep =
  /** How much has left this machine, from 0 to 1. */
  { readonly sent: number } | { readonly photo: Photo };

/** Sends one photo and says how far it is, which the generated client cannot. Unsubscribing cancels. */
@Injectable({ providedIn: 'root' })
export class PhotoUpload {
  readonly #http = inject(HttpClient);

  send(file: File, idempotencyKey: string): Observable<UploadStep> {
    const body = new FormData();
    body.set('image', file, file.name);
    const events = this.#http.post<Photo>(uploadPhoto.PATH, body, {
      headers: { 'Idempotency-Key': idempotencyKey },
      reportUploadProgress: true,
      observe: 'events',
    });
    return new Observable((subscriber) =>
      events.subscribe({
        next: (event) => {
          if (event.type === HttpEventType.UploadProgress) {
            subscriber.next({ sent: Math.min(event.loaded / (event.total ?? file.size), 1) });
          } else if (event.type === HttpEventType.Response && event.body !== null) {
            subscriber.next({ photo: event.body });
          }
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          subscriber.complete();
        },
      }),
    );
  }
}
