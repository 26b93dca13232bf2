/** The titles of a person's pages, by the name of the person. */
export const titles = {
  photos: (name: string): string => name,
  albums: (name: string): string => $localize`Albums of ${name}:name:`,
  followers: (name: string): string => $localize`Followers of ${name}:name:`,
  following: (name: string): string => $localize`Followed by ${name}:name:`,
};
