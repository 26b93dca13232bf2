import { Component, computed, effect, type ElementRef, inject, signal, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationStart, Router, RouterOutlet } from '@angular/router';
import { filter, pairwise } from 'rxjs';

import { FocusPlace } from '../../core/navigation/focus-place';
import { KeptPages } from '../../core/navigation/kept-pages';
import { PageTitle } from '../../core/navigation/page-title';
import { Unread } from '../../core/notifications/unread';
import { safeNextPath } from '../../core/session/next-path';
import { Session } from '../../core/session/session';
import { ViewerProfile } from '../../core/session/viewer-profile';
import { BottomBar } from '../navigation/bottom-bar';
import { Rail } from '../navigation/rail';
import { TopBar } from '../navigation/top-bar';
import { StatusBanner } from '../status/status-banner';

/** What stands around every page: navigation, landmarks, the way past them, and news that concern the whole. */
@Component({
  selector: 'tt-shell',
  imports: [BottomBar, Rail, RouterOutlet, StatusBanner, TopBar],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: { '[class.visitor]': 'isVisitor()' },
})
export class Shell {
  protected readonly session = inject(Session);
  protected readonly unread = inject(Unread).count;
  protected readonly isVisitor = computed(() => this.session.status() === 'signed-out');
  protected readonly handle = computed(() => this.session.viewer()?.handle ?? null);

  /** The name of the page just arrived at, for those who do not see it change. */
  protected readonly arrivedAt = signal('');

  private readonly router = inject(Router);
  private readonly keptPages = inject(KeptPages);
  private readonly focusPlace = inject(FocusPlace);
  private readonly pageTitle = inject(PageTitle);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    inject(ViewerProfile);
    this.announceNavigation();
    this.leaveWhenSessionEnds();
  }

  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  // A change of page moves the focus to its start, or to where it was on a page that comes back, and says its name.
  private announceNavigation(): void {
    let isReturn = false;
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationStart) {
        isReturn = event.navigationTrigger === 'popstate';
        this.focusPlace.remember(this.router.url);
      }
    });
    this.router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        pairwise(),
        takeUntilDestroyed(),
      )
      .subscribe(([before, after]) => {
        if (pathOf(before.urlAfterRedirects) === pathOf(after.urlAfterRedirects)) {
          return;
        }
        if (!isReturn || !this.focusPlace.restore(after.urlAfterRedirects)) {
          this.main().nativeElement.focus({ preventScroll: true });
        }
        this.arrivedAt.set(this.pageTitle.page());
      });
  }

  private leaveWhenSessionEnds(): void {
    let wasAdmitted = false;
    effect(() => {
      const isAdmitted = this.session.isAdmitted();
      untracked(() => {
        if (wasAdmitted && !isAdmitted) {
          this.keptPages.clear();
          void this.router.navigate(['/sign-in'], { queryParams: { next: safeNextPath(this.router.url) } });
        }
        wasAdmitted = isAdmitted;
      });
    });
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
