/** Told about errors that no stand-in meant to raise, so that the launcher can log them. */
export type ReportTrouble = (error: unknown, where: string) => void;
