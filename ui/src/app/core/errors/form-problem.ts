import { type FieldTree, type FormOptions, isFieldTree, type TreeValidationResult } from '@angular/forms/signals';

import { toApiProblem } from './api-problem';

/** What sending a form comes to: nothing, or what the server found wrong. */
export type Submitted = Promise<TreeValidationResult>;

/** Options for a form that is sent by `action`; an invalid one moves the focus to its first mistake instead. */
export function sentBy<T>(action: () => Submitted): FormOptions<T> {
  return {
    submission: {
      action,
      onInvalid: (field) => {
        field().errorSummary()[0]?.fieldTree().focusBoundControl();
      },
    },
  };
}

/**
 * Puts a refused request beside the fields that the server named. What belongs to no field goes to the form itself,
 * where the page shows it above the button.
 */
export function toFormErrors(tree: object, error: unknown): TreeValidationResult {
  const problem = toApiProblem(error);
  const named = problem.errors.flatMap(({ path, message }) => {
    const field: unknown = Reflect.get(tree, path);
    return isFieldTree(field) ? [{ kind: 'server', message, fieldTree: field as FieldTree<unknown> }] : [];
  });
  return named.length > 0 ? named : [{ kind: 'server', message: problem.message }];
}
