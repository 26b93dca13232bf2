import type { IconName } from '../../ui/icon/icons';

export interface Destination {
  readonly label: string;
  readonly link: string;
  readonly icon: IconName;
  readonly isExact: boolean;
  readonly isBadged?: boolean;
}

/** The places of the rail, in order; the phone's bar takes those it has room for. */
export function destinations(handle: string | null): readonly Destination[] {
  return [
    { label: $localize`Home`, link: '/', icon: 'home', isExact: true },
    { label: $localize`Discover`, link: '/discover', icon: 'compass', isExact: false },
    { label: $localize`Albums`, link: '/albums', icon: 'albums', isExact: false },
    { label: $localize`Notifications`, link: '/notifications', icon: 'bell', isExact: false, isBadged: true },
    { label: $localize`You`, link: handle === null ? '/settings' : `/@${handle}`, icon: 'user', isExact: false },
  ];
}
