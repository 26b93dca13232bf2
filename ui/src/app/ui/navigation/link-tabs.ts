import { Component, input } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

export interface LinkTab {
  readonly label: string;
  readonly link: string;
  readonly queryParams?: Record<string, string>;
}

/** Tabs that are pages of their own: links, so that Back, sharing and opening in a new tab work. */
@Component({
  selector: 'tt-link-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav [attr.aria-label]="label()">
      @for (tab of tabs(); track tab.label) {
        <a
          [routerLink]="tab.link"
          [queryParams]="tab.queryParams ?? {}"
          routerLinkActive="on"
          [routerLinkActiveOptions]="match"
          ariaCurrentWhenActive="page"
          >{{ tab.label }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: 28px;
      overflow-x: auto;
      scrollbar-width: none;
      border-block-end: 1px solid var(--line);
    }
    a {
      flex: none;
      padding: 10px 0;
      color: var(--quiet);
      outline-offset: -2px;
    }
    a:hover {
      color: var(--ink);
    }
    .on {
      color: var(--ink);
      font-weight: 600;
      box-shadow: inset 0 -2px var(--ink);
    }
  `,
})
export class LinkTabs {
  readonly tabs = input.required<readonly LinkTab[]>();
  readonly label = input.required<string>();

  protected readonly match = {
    paths: 'exact',
    queryParams: 'exact',
    matrixParams: 'ignored',
    fragment: 'ignored',
  } as const;
}
