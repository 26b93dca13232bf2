/** The files in what was dropped or pasted; folders are walked through. */
export async function collectFiles(data: DataTransfer): Promise<File[]> {
  // Both must be read before the first wait: the browser empties the transfer when its event ends.
  const entries = Array.from(data.items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const files = Array.from(data.files);
  const found = entries.filter((entry) => entry !== null);
  return found.some((entry) => entry.isDirectory) ? (await Promise.all(found.map(filesOf))).flat() : files;
}

/** Leaves out what systems put into folders: it is nobody's photo. */
export function withoutHiddenFiles(files: readonly File[]): File[] {
  return files.filter((file) => !file.name.startsWith('.') && !/^(thumbs\.db|desktop\.ini)$/i.test(file.name));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  }
  if (!isFolder(entry)) {
    return [];
  }
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives a hundred at most, again and again, and at last none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      break;
    }
    inside.push(...some);
  }
  const ordered = inside.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return withoutHiddenFiles((await Promise.all(ordered.map(filesOf))).flat());
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
