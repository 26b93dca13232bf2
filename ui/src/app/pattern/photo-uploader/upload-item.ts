import type { Preview } from './preview';

/** A photo that the server has. */
export interface UploadedPhoto {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly sent: number }
  /** Everything is sent; the server works on it. */
  | { readonly kind: 'developing' }
  /** Goes on when the network is back. */
  | { readonly kind: 'offline' }
  /** Tries again by itself at the given moment. */
  | { readonly kind: 'resting'; readonly until: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly canRetry: boolean }
  | { readonly kind: 'ready'; readonly photo: UploadedPhoto };

export interface UploadItem {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  /** Absent for a photo that was uploaded before the page was loaded. */
  readonly file: File | null;
  readonly preview: Preview | null;
  readonly alt: string;
  readonly state: UploadState;
}

/** True while something happens, or will happen by itself. */
export function isUnderWay({ state }: UploadItem): boolean {
  return state.kind !== 'ready' && state.kind !== 'failed';
}

/** Not there yet, and not refused for good. */
export function isWorthAnotherTry({ state }: UploadItem): boolean {
  return state.kind === 'failed' ? state.canRetry : state.kind !== 'ready';
}

export function readyPhoto({ state }: UploadItem): UploadedPhoto | null {
  return state.kind === 'ready' ? state.photo : null;
}
