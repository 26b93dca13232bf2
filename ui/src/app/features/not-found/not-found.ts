import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';

/** An address that leads nowhere: an empty frame, and the ways on. */
@Component({
  selector: 'tt-not-found',
  imports: [RouterLink],
  template: `
    <div class="frame" aria-hidden="true"><span>404</span></div>
    <h1 class="display" i18n>Nothing hangs here</h1>
    <p class="quiet" i18n>The address may be mistyped, or the page has been taken down.</p>
    <p class="doors">
      <a class="button button-primary" routerLink="/" i18n>Go home</a>
      <a class="button button-outline" routerLink="/discover" i18n>Discover photos</a>
    </p>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      padding: clamp(56px, 12vh, 136px) 24px 64px;
      text-align: center;
    }
    .frame {
      position: relative;
      display: grid;
      place-items: center;
      inline-size: 216px;
      aspect-ratio: 3 / 2;
      margin-block: 44px 36px;
      border: 10px solid var(--surface);
      border-radius: var(--radius-photo);
      background: var(--placeholder);
      outline: 1px solid var(--line);
      color: var(--quiet);
      font: 520 40px/1 var(--serif);
      rotate: -2.5deg;
    }
    /* The cord over its nail. */
    .frame::before {
      content: '';
      position: absolute;
      inset-block-end: calc(100% + 10px);
      inline-size: 62px;
      aspect-ratio: 1;
      border: solid var(--line-strong);
      border-width: 1px 0 0 1px;
      transform: translateY(31px) rotate(45deg);
      clip-path: polygon(0 0, 100% 0, 0 100%);
    }
    .quiet {
      max-inline-size: 42ch;
      margin-block-start: 8px;
      text-wrap: balance;
    }
    .doors {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      justify-content: center;
      margin-block-start: 24px;
    }
  `,
})
export class NotFound {}
