import { z } from 'zod';

/** A resource or data source as a plan or a state knows it. Values that only AWS can know are left out of a plan. */
export interface Resource {
  readonly address: string;
  /** Address of the module that it is in, such as `module.tintype.module.service["auth"]`. */
  readonly module: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const shownResource = z.object({
  address: z.string(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  values: z.record(z.string(), z.unknown()).default({}),
});

interface ShownModule {
  resources?: z.output<typeof shownResource>[] | undefined;
  child_modules?: ShownModule[] | undefined;
}
const shownModule: z.ZodType<ShownModule> = z.object({
  resources: z.array(shownResource).optional(),
  get child_modules() {
    return z.array(shownModule).optional();
  },
});

const shownState = z.object({ values: z.object({ root_module: shownModule }).optional() });
const shownPlan = z.object({
  planned_values: z.object({ root_module: shownModule }),
  prior_state: shownState.optional(),
  resource_changes: z.array(
    z.object({
      address: z.string(),
      mode: z.enum(['managed', 'data']),
      type: z.string(),
      change: z.object({ actions: z.array(z.string()), after: z.record(z.string(), z.unknown()).nullable() }),
    }),
  ),
  configuration: z.object({
    root_module: z.object({
      module_calls: z.record(z.string(), z.object({ expressions: z.record(z.string(), z.unknown()) })),
    }),
  }),
});

// A name within a module, with its key; keys may hold dots.
const ownName = /\.?(data\.)?[a-z0-9_]+\.[A-Za-z0-9_-]+(\[[^\]]*\])?$/;

function toResource({
  address,
  type,
  values,
}: {
  address: string;
  type: string;
  values: Record<string, unknown>;
}): Resource {
  return { address, type, values, module: address.replace(ownName, '') };
}

function flatten(module: ShownModule): z.output<typeof shownResource>[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(flatten)];
}

/** Everything that Terraform plans or keeps, to be asked by type. */
export class Resources {
  readonly #managed: readonly Resource[];
  readonly #data: readonly Resource[];

  constructor(managed: readonly Resource[], data: readonly Resource[]) {
    this.#managed = managed;
    this.#data = data;
  }

  get all(): readonly Resource[] {
    return this.#managed;
  }

  /** Managed resources of a type; there is at least one, or the question asks about nothing. */
  of(type: string): readonly Resource[] {
    const found = this.#managed.filter((resource) => resource.type === type);
    if (found.length === 0) {
      throw new Error(`There is no ${type}`);
    }
    return found;
  }

  data(type: string): readonly Resource[] {
    return this.#data.filter((resource) => resource.type === type);
  }
}

/** What `terraform show -json` says of a plan, and the names that the environment gives values to. */
export function readPlan(text: string): { resources: Resources; given: readonly string[] } {
  const plan = shownPlan.parse(JSON.parse(text));
  const known = flatten(plan.prior_state?.values?.root_module ?? {}).filter(({ mode }) => mode === 'data');
  const later = plan.resource_changes
    .filter(({ mode }) => mode === 'data')
    .map(({ address, type, change }) => ({ address, type, values: change.after ?? {} }));
  return {
    resources: new Resources(
      flatten(plan.planned_values.root_module)
        .filter(({ mode }) => mode === 'managed')
        .map(toResource),
      [...known, ...later].map(toResource),
    ),
    given: Object.values(plan.configuration.root_module.module_calls).flatMap(({ expressions }) =>
      Object.keys(expressions),
    ),
  };
}

/** What `terraform show -json` says of a state. */
export function readState(text: string): Resources {
  const shown = flatten(shownState.parse(JSON.parse(text)).values?.root_module ?? {});
  return new Resources(
    shown.filter(({ mode }) => mode === 'managed').map(toResource),
    shown.filter(({ mode }) => mode === 'data').map(toResource),
  );
}
