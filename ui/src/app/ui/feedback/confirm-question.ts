export interface ConfirmQuestion {
  readonly title: string;
  readonly text: string;
  /** The word on the button that does it: "Delete", not "OK". */
  readonly action: string;
  readonly isDestructive?: boolean;
}
