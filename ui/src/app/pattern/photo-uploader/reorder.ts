/** The list with one entry moved to another place; places beyond the ends mean the ends. */
export function reorder<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const target = Math.min(Math.max(to, 0), list.length - 1);
  const moved = list[from];
  if (moved === undefined || target === from) {
    return list;
  }
  return list.toSpliced(from, 1).toSpliced(target, 0, moved);
}
