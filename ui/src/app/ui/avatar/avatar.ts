import { Component, computed, input, linkedSignal } from '@angular/core';

/** What an avatar needs to know about a person. */
export interface AvatarPerson {
  readonly handle: string;
  readonly name: string;
  readonly avatarUrl?: string | null;
}

/** A person's picture, or their initials on a colour that belongs to the handle. The name stands beside it. */
@Component({
  selector: 'tt-avatar',
  template: `
    @if (source(); as url) {
      <img [src]="url" alt="" [width]="size()" [height]="size()" decoding="async" (error)="source.set(null)" />
    } @else {
      {{ initials() }}
    }
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      flex: none;
      overflow: hidden;
      inline-size: var(--avatar-size);
      block-size: var(--avatar-size);
      border-radius: 50%;
      background: oklch(0.5 0.075 var(--avatar-hue));
      color: #fff;
      font-weight: 600;
      font-size: calc(var(--avatar-size) * 0.38);
      line-height: 1;
      letter-spacing: 0.01em;
      user-select: none;
    }
    img {
      inline-size: 100%;
      block-size: 100%;
      object-fit: cover;
      background: var(--placeholder);
    }
  `,
  host: {
    'aria-hidden': 'true',
    '[style.--avatar-size]': 'size() + "px"',
    '[style.--avatar-hue]': 'hue()',
  },
})
export class Avatar {
  readonly person = input.required<AvatarPerson>();
  readonly size = input(36);

  protected readonly source = linkedSignal(() => this.person().avatarUrl ?? null);
  protected readonly initials = computed(() => initialsOf(this.person()));
  protected readonly hue = computed(() => hueOf(this.person().handle));
}

function initialsOf({ name, handle }: AvatarPerson): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstLetter);
  return (letters.join('') || handle.slice(0, 1)).toLocaleUpperCase();
}

// What a reader sees as one letter may be several code points.
function firstLetter(word = ''): string {
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    return segment;
  }
  return '';
}

function hueOf(handle: string): number {
  let hash = 0;
  for (const letter of handle) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  }
  return hash / 10;
}
