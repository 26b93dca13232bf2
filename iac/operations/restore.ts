import { openContext } from './context.ts';
import type { Context } from './context.ts';
import { pick, readEnvironment } from './environment.ts';
import type { Environment } from './environment.ts';
import { Problem } from './problem.ts';
import { awaitDatabase, describeDatabase, manageOwnerPassword, restoreBeside } from './storing/databases.ts';
import type { Source } from './storing/databases.ts';
import { labelOfNow, nameOf } from './storing/labels.ts';
import { switchOver } from './storing/switch-over.ts';
import { awaitTable, copyMissing, restoreTableBeside } from './storing/tables.ts';
import { confirmByName, say, step } from './terminal.ts';

const mark = '-restored-';

/**
 * Restores one store beside the running one: FROM= a label of make backup or a moment, STORE= a database or a table. Then
 * SWITCH=<restored database> puts it in the place of the running one, COPY=<restored table> puts back what the running one lacks.
 */
export async function restore(): Promise<void> {
  const context = await openContext('restore a store beside the running one');
  const { settings } = context;
  const environment = await readEnvironment(context);
  const [database, table] = [settings.word('SWITCH'), settings.word('COPY')];
  if (database !== undefined) {
    await switchOver(context, environment, originalOf(database), database);
  } else if (table !== undefined) {
    await copyBack(context, originalOf(table), table);
  } else {
    await restoreStore(context, environment);
  }
}

function originalOf(restored: string): string {
  const place = restored.indexOf(mark);
  if (place < 1) {
    throw new Problem(`${restored} was not restored by make restore.`, `Its name would hold "${mark}".`);
  }
  return restored.slice(0, place);
}

async function restoreStore(context: Context, { databases, stores }: Environment): Promise<void> {
  const { settings, clients } = context;
  const names = [...Object.values(databases), ...stores.tables];
  const [store] = pick(Object.fromEntries(names.map((name) => [name, name])), settings.word('STORE'), 'STORE');
  const source = sourceOf(settings.word('FROM'), store);
  const target = `${store}${mark}${labelOfNow()}`;
  const isDatabase = Object.values(databases).includes(store);
  say(`${store} is restored as ${target}, from ${'moment' in source ? source.moment.toISOString() : source.snapshot}.`);
  say('The running one stays as it is; the restored one costs as much as it, until it is deleted.');
  await confirmByName(settings, 'Restore?');
  await step(`restore ${store}`, async ({ tell }) => {
    if (!isDatabase) {
      await restoreTableBeside(clients, store, source, target);
      return awaitTable(clients, target, tell);
    }
    await restoreBeside(clients, store, source, target);
    await awaitDatabase(clients, target, tell);
    const like = await describeDatabase(clients, store);
    if (like?.MasterUserSecret) {
      await manageOwnerPassword(clients, like, target);
      await awaitDatabase(clients, target, tell);
    }
  });
  say();
  const next = `make restore ENV=${settings.environment}`;
  if (isDatabase) {
    say('Look into it before you go on: iac/README.md, "Backups and restoring", says how.');
    say(`Then, in the place of the running one:  ${next} SWITCH=${target}`);
  } else {
    say(`To put back what ${store} lacks, and change nothing that it has:  ${next} COPY=${target}`);
  }
  say(
    `To do without it: delete ${target} in the console${isDatabase ? ', after taking off its deletion protection' : ''}.`,
  );
}

/** A moment, or the label of a backup. */
function sourceOf(from: string | undefined, store: string): Source {
  if (from === undefined) {
    throw new Problem(
      'FROM is not set.',
      'Say FROM=2026-01-31T08:00:00Z, or FROM=<label>; make backup LIST=1 shows what there is.',
    );
  }
  if (!/^\d{4}-\d\d-\d\dT/.test(from)) {
    return { snapshot: from.startsWith(store) ? from : nameOf(store, from) };
  }
  const moment = new Date(from);
  // Without a zone the moment would be that of whoever types.
  if (Number.isNaN(moment.getTime()) || !/(Z|[+-]\d\d:\d\d)$/.test(from) || moment > new Date()) {
    throw new Problem(`FROM=${from} is no moment of the past.`, 'Say it with its zone: FROM=2026-01-31T08:00:00Z.');
  }
  return { moment };
}

async function copyBack({ settings, clients }: Context, to: string, from: string): Promise<void> {
  say(`Every item of ${from} that ${to} lacks is put back; what is there stays as it is.`);
  say('Items that were deleted on purpose since then come back too.');
  await confirmByName(settings, 'Put back?');
  const { copied, kept } = await step(`${from} to ${to}`, ({ tell }) => copyMissing(clients, from, to, tell));
  say(`${copied} items put back, ${kept} were there.`);
}
