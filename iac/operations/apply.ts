import { step } from './terminal.ts';
import type { Terraform } from './terraform.ts';

/** Applies a plan and tells how far it is: how many are done, and what is under way for longest. */
export async function applyWithProgress(terraform: Terraform, file: string, name: string): Promise<void> {
  await step(name, async ({ tell, result }) => {
    const underWay = new Set<string>();
    let done = 0;
    await terraform.apply(file, ({ type, hook }) => {
      const address = hook?.resource?.addr ?? '';
      if (type === 'apply_start') {
        underWay.add(address);
      } else if (type === 'apply_complete' || type === 'apply_errored') {
        underWay.delete(address);
        done += type === 'apply_complete' ? 1 : 0;
      } else {
        return;
      }
      // A set remembers the order: the first is the one that takes longest.
      const [first] = underWay;
      tell(`${done} done${first === undefined ? '' : `, ${underWay.size} under way: ${first}`}`);
    });
    result(`${done} resources`);
  });
}
