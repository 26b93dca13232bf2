import { Component, computed, inject, resource, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';

import { Api } from '../../../core/api/generated/api';
import { getPhotoLimits } from '../../../core/api/generated/fn/media/get-photo-limits';
import { uploadPhoto } from '../../../core/api/generated/fn/media/upload-photo';
import { getMe } from '../../../core/api/generated/fn/posts/get-me';
import { updateMe } from '../../../core/api/generated/fn/posts/update-me';
import type { Profile } from '../../../core/api/generated/models/profile';
import { newIdempotencyKey } from '../../../core/api/idempotency-key';
import { toApiProblem } from '../../../core/errors/api-problem';
import { sentBy, type Submitted, toFormErrors } from '../../../core/errors/form-problem';
import { Session } from '../../../core/session/session';
import { Avatar } from '../../../ui/avatar/avatar';
import { Toast } from '../../../ui/feedback/toast';
import { FormMessage } from '../../../ui/forms/form-message';
import { needed } from '../../../ui/forms/rules';
import { TextField } from '../../../ui/forms/text-field';
import { ErrorState } from '../../../ui/lists/error-state';
import { Skeleton } from '../../../ui/lists/skeleton';

/** Name, words and picture, as others see them. */
@Component({
  selector: 'tt-profile-section',
  imports: [Avatar, ErrorState, FormField, FormMessage, FormRoot, Skeleton, TextField],
  templateUrl: './profile-section.html',
  styleUrl: './profile-section.css',
})
export class ProfileSection {
  protected readonly profile = resource({
    loader: async () => {
      const [profile, limits] = await Promise.all([this.api.invoke(getMe), this.api.invoke(getPhotoLimits)]);
      this.model.set({ name: profile.name, bio: profile.bio });
      return { ...profile, accepted: limits.types.join(','), maxBytes: limits.maxBytes };
    },
  });
  protected readonly isSendingPicture = signal(false);
  protected readonly pictureProblem = signal<string | null>(null);
  protected readonly isChanged = computed(() => {
    const profile = this.profile.hasValue() ? this.profile.value() : null;
    const { name, bio } = this.model();
    return profile !== null && (name.trim() !== profile.name || bio.trim() !== profile.bio);
  });

  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);

  private readonly model = signal({ name: '', bio: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      needed(path.name, $localize`Write the name that others will see.`);
      maxLength(path.name, 60, { message: $localize`A name has at most 60 characters.` });
      maxLength(path.bio, 300, { message: $localize`Use at most 300 characters.` });
    },
    sentBy(() => this.save()),
  );

  protected async choosePicture(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    input.value = '';
    const maxBytes = this.profile.value()?.maxBytes ?? Number.POSITIVE_INFINITY;
    if (!file) {
      return;
    }
    if (file.size > maxBytes) {
      const megabytes = Math.floor(maxBytes / 1_000_000);
      this.pictureProblem.set(
        $localize`${file.name}:file: is larger than ${megabytes}:limit: MB. Choose a smaller one.`,
      );
      return;
    }
    await this.changePicture(async () => {
      const { id } = await this.api.invoke(uploadPhoto, {
        'Idempotency-Key': newIdempotencyKey(),
        body: { image: file },
      });
      return id;
    });
  }

  protected removePicture(): Promise<void> {
    return this.changePicture(async () => null);
  }

  private async changePicture(getId: () => Promise<string | null>): Promise<void> {
    this.isSendingPicture.set(true);
    this.pictureProblem.set(null);
    try {
      const avatarPhotoId = await getId();
      this.show(await this.api.invoke(updateMe, { body: { avatarPhotoId } }));
      this.toast.show($localize`Your picture is changed.`);
    } catch (error) {
      this.pictureProblem.set(toApiProblem(error).message);
    } finally {
      this.isSendingPicture.set(false);
    }
  }

  private async save(): Submitted {
    const { name, bio } = this.model();
    try {
      this.show(await this.api.invoke(updateMe, { body: { name: name.trim(), bio: bio.trim() } }));
    } catch (error) {
      return toFormErrors(this.form, error);
    }
    this.toast.show($localize`Your profile is saved.`);
    return undefined;
  }

  private show(profile: Profile): void {
    this.profile.update((before) => before && { ...before, ...profile });
    this.session.updateViewer({ name: profile.name, avatarUrl: profile.avatarUrl });
  }
}
