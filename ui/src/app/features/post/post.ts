import { Component, computed, effect, inject, input, viewChild } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';

import { toApiProblem } from '../../core/errors/api-problem';
import { OpenPhoto } from '../../core/navigation/open-photo';
import { PageTitle } from '../../core/navigation/page-title';
import { WayBack } from '../../core/navigation/way-back';
import { PostTrail } from '../../core/posts/post-trail';
import { Session } from '../../core/session/session';
import { FollowButton } from '../../pattern/follow-button/follow-button';
import { PostActs } from '../../pattern/post-acts/post-acts';
import { PostDeletion } from '../../pattern/post-acts/post-deletion';
import { audienceWords } from '../../ui/audience/audience';
import { Caption } from '../../ui/caption/caption';
import { Toast } from '../../ui/feedback/toast';
import { Icon } from '../../ui/icon/icon';
import { Lightbox } from '../../ui/lightbox/lightbox';
import { EmptyState } from '../../ui/lists/empty-state';
import { ErrorState } from '../../ui/lists/error-state';
import { PersonRow } from '../../ui/lists/person-row';
import { Skeleton } from '../../ui/lists/skeleton';
import { PhotoCarousel } from '../../ui/photo/photo-carousel';
import { exactTime } from '../../ui/time/ago';
import { Comments } from './comments';
import { EditPostDialog } from './edit-post-dialog';
import { PostStore } from './post-store';
import { postTitle } from './post-title';

/** One post: its photos on a dark stage, and everything that is said about them. */
@Component({
  selector: 'tt-post',
  imports: [
    Caption,
    Comments,
    EmptyState,
    ErrorState,
    FollowButton,
    Icon,
    Lightbox,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    PersonRow,
    PhotoCarousel,
    PostActs,
    RouterLink,
    Skeleton,
  ],
  templateUrl: './post.html',
  styleUrl: './post.css',
  providers: [OpenPhoto, PostStore],
  host: { '[class.visitor]': '!isSignedIn()', '(document:keydown)': 'onKey($event)' },
})
export class Post {
  readonly postId = input.required<string>();
  /** The photo that fills the screen, from the address. */
  readonly photo = input<string>();

  protected readonly isSignedIn = inject(Session).isSignedIn;
  protected readonly store = inject(PostStore);
  protected readonly post = this.store.post;
  protected readonly problem = this.store.problem;
  protected readonly isOwn = computed(() => {
    const post = this.post();
    return post !== null && this.session.viewer()?.handle === post.author.handle;
  });
  /** How the viewer stands to the author; null on one's own post. */
  protected readonly relation = computed(() => (this.isOwn() ? null : (this.post()?.viewer.author ?? null)));
  protected readonly audience = computed(() => audienceWords(this.post()?.visibility ?? 'private'));
  protected readonly exactTime = computed(() => exactTime(new Date(this.post()?.createdAt ?? 0)));
  protected readonly openIndex = computed(() => this.post()?.photos.findIndex(({ id }) => id === this.photo()) ?? -1);
  protected readonly link = computed(() => `/posts/${this.postId()}`);

  private readonly session = inject(Session);
  private readonly openPhoto = inject(OpenPhoto);
  private readonly trail = inject(PostTrail);
  private readonly router = inject(Router);
  private readonly wayBack = inject(WayBack);
  private readonly deletion = inject(PostDeletion);
  private readonly toast = inject(Toast);
  private readonly editDialog = inject(EditPostDialog);
  private readonly carousel = viewChild(PhotoCarousel);
  private readonly comments = viewChild(Comments);

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      this.store.load(this.postId());
    });
    effect(() => {
      const post = this.post();
      if (post) {
        pageTitle.set(postTitle(post));
      } else if (this.problem()?.status === 404) {
        pageTitle.set($localize`Not here`);
      }
    });
  }

  protected async like(isLiked: boolean): Promise<void> {
    if (!this.isSignedIn()) {
      await this.inviteToSignIn();
      return;
    }
    try {
      await this.store.like(isLiked);
    } catch (error) {
      this.toast.show(toApiProblem(error).message);
    }
  }

  protected likeByTap(): void {
    if (this.post()?.viewer.liked === false) {
      void this.like(true);
    }
  }

  protected open(index: number): void {
    const photo = this.post()?.photos[index];
    if (photo) {
      this.openPhoto.open(photo.id);
    }
  }

  protected turnTo(index: number): void {
    this.openPhoto.turnTo(this.post()?.photos[index]?.id);
    this.carousel()?.goTo(index);
  }

  protected closePhoto(): void {
    this.openPhoto.close();
  }

  protected comment(): void {
    this.comments()?.focus();
  }

  protected async edit(): Promise<void> {
    const post = this.post();
    const changed = post && (await this.editDialog.open(post));
    if (changed) {
      this.store.show(changed);
      this.toast.show($localize`Your changes are saved.`);
    }
  }

  protected async remove(): Promise<void> {
    if (await this.deletion.ask(this.postId())) {
      this.goBack();
    }
  }

  /** To where the post was opened from; for those who came straight here, to its author. */
  protected goBack(): void {
    const author = this.post()?.author.handle;
    this.wayBack.go(author === undefined ? '/' : `/@${author}`);
  }

  protected onKey(event: KeyboardEvent): void {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented;
    if (!isPlain || isTyping(event) || document.querySelector('.cdk-overlay-backdrop') !== null) {
      return;
    }
    switch (event.key) {
      case 'Escape': {
        this.goBack();
        break;
      }
      case 'l':
      case 'L': {
        void this.like(this.post()?.viewer.liked === false);
        break;
      }
      case 'ArrowLeft': {
        this.walk(-1);
        break;
      }
      case 'ArrowRight': {
        this.walk(1);
        break;
      }
    }
  }

  protected inviteToSignIn(): Promise<boolean> {
    return this.router.navigate(['/sign-in'], { queryParams: { next: this.link() } });
  }

  // Through the photos first, then on through the list that the post was opened from.
  private walk(step: number): void {
    const carousel = this.carousel();
    const count = this.post()?.photos.length ?? 0;
    const index = (carousel?.index() ?? 0) + step;
    if (index >= 0 && index < count) {
      carousel?.goTo(index);
      return;
    }
    const neighbour = this.trail.neighbour(this.postId(), step);
    if (neighbour !== null) {
      void this.router.navigate(['/posts', neighbour], { replaceUrl: true });
    }
  }
}

/** True where keys write. Escape in an empty field writes nothing: it leaves the page as it does elsewhere. */
function isTyping({ target, key }: KeyboardEvent): boolean {
  const isUnused = key === 'Escape' && target instanceof HTMLTextAreaElement && target.value === '';
  return (
    !isUnused && target instanceof HTMLElement && target.closest('input, textarea, select, [role="menu"]') !== null
  );
}
