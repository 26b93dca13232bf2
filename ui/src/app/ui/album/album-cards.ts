import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

import { type Audience, audienceWords, type AudienceWords } from '../audience/audience';
import { Icon } from '../icon/icon';
import type { Photo } from '../photo/photo';
import { PhotoFrame } from '../photo/photo-frame';

export interface AlbumCard {
  readonly id: string;
  readonly title: string;
  readonly visibility: Audience;
  readonly counts: { readonly photos: number };
  readonly cover: Photo | null;
}

/** Albums as cards: the cover, the title, and how much is in it. While loading, empty cards of the same shape follow. */
@Component({
  selector: 'tt-album-cards',
  imports: [Icon, PhotoFrame, RouterLink],
  templateUrl: './album-cards.html',
  styleUrl: './album-cards.css',
})
export class AlbumCards {
  readonly albums = input.required<readonly AlbumCard[]>();
  readonly isLoading = input(false);
  /** Named when the cards are one's own: others only see what they may see anyway. */
  readonly showsAudience = input(false);

  protected readonly placeholders = [1, 2, 3];

  protected audience(album: AlbumCard): AudienceWords {
    return audienceWords(album.visibility);
  }
}
