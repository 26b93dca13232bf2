import { inject, Injectable, Injector } from '@angular/core';
import {
  type ActivatedRouteSnapshot,
  BaseRouteReuseStrategy,
  destroyDetachedRouteHandle,
  type DetachedRouteHandle,
  Router,
} from '@angular/router';

const KEPT = 4;

/**
 * Routes with `data: { keep: true }` stay in memory when left, and come back as they were, scroll place included, on
 * the browser's Back and Forward. A link to the same address starts afresh.
 */
@Injectable({ providedIn: 'root' })
export class KeptPages extends BaseRouteReuseStrategy {
  readonly #injector = inject(Injector);
  readonly #handles = new Map<string, DetachedRouteHandle>();

  override shouldDetach(route: ActivatedRouteSnapshot): boolean {
    return route.data['keep'] === true && route.component !== null;
  }

  override store(route: ActivatedRouteSnapshot, handle: DetachedRouteHandle | null): void {
    const key = keyOf(route);
    if (handle === null) {
      this.#handles.delete(key);
      return;
    }
    this.#drop(key);
    this.#handles.set(key, handle);
    for (const oldest of [...this.#handles.keys()].slice(0, -KEPT)) {
      this.#drop(oldest);
    }
  }

  override shouldAttach(route: ActivatedRouteSnapshot): boolean {
    if (!this.shouldDetach(route) || !this.#handles.has(keyOf(route))) {
      return false;
    }
    return this.#injector.get(Router).currentNavigation()?.trigger === 'popstate';
  }

  override retrieve(route: ActivatedRouteSnapshot): DetachedRouteHandle | null {
    return this.shouldAttach(route) ? (this.#handles.get(keyOf(route)) ?? null) : null;
  }

  retrieveStoredRouteHandles(): DetachedRouteHandle[] {
    return [...this.#handles.values()];
  }

  /** Forgets every kept page: after a sign-out nothing of the last person may come back. */
  clear(): void {
    for (const key of this.#handles.keys()) {
      this.#drop(key);
    }
  }

  #drop(key: string): void {
    const handle = this.#handles.get(key);
    if (handle !== undefined) {
      this.#handles.delete(key);
      destroyDetachedRouteHandle(handle);
    }
  }
}

function keyOf(route: ActivatedRouteSnapshot): string {
  const path = route.pathFromRoot.flatMap((part) => part.url.map((segment) => segment.path)).join('/');
  const query = route.queryParamMap.keys.map((key) => `${key}=${route.queryParamMap.getAll(key).join(',')}`).join('&');
  return `${path}?${query}`;
}
