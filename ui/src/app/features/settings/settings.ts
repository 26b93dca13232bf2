import { Component, inject, signal } from '@angular/core';

import { toApiProblem } from '../../core/errors/api-problem';
import { Session } from '../../core/session/session';
import { Toast } from '../../ui/feedback/toast';
import { AppearanceSection } from './appearance-section/appearance-section';
import { ChannelsSection } from './channels-section/channels-section';
import { DevicesSection } from './devices-section/devices-section';
import { ProfileSection } from './profile-section/profile-section';

@Component({
  selector: 'tt-settings',
  imports: [AppearanceSection, ChannelsSection, DevicesSection, ProfileSection],
  templateUrl: './settings.html',
  styleUrl: './settings.css',
})
export class Settings {
  protected readonly isLeaving = signal(false);

  private readonly session = inject(Session);
  private readonly toast = inject(Toast);

  protected async signOut(): Promise<void> {
    this.isLeaving.set(true);
    try {
      await this.session.signOut();
      // A fresh page: nothing of this person stays in memory.
      location.assign('/');
    } catch (error) {
      this.isLeaving.set(false);
      this.toast.show(toApiProblem(error).message);
    }
  }
}
