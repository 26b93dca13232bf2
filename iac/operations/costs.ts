/** About what an environment costs a month while nobody uses it, in US dollars; the arithmetic is in iac/README.md. */
export const idleDollars: Readonly<Record<string, number>> = { dev: 240, prod: 2000 };

/** About what one more task costs a month, in US dollars, by the size that iac/workloads.json gives it. */
export function taskDollars({ cpu, memory }: { readonly cpu: number; readonly memory: number }): number {
  // Fargate in eu-central-1: a vCPU and a GB for an hour; cpu is in 1024ths of a vCPU, memory in MB.
  const hour = (cpu / 1024) * 0.04656 + (memory / 1024) * 0.00511;
  return Math.round(hour * 730);
}
