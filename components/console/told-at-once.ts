import type { FormAction, FormState } from '../forms/form-state.ts';
import { showToast } from '../ui/toast.tsx';

/**
 * The same action, for forms that disappear with what they act on (a removed row): its message becomes a toast when the
 * answer comes, since by the next drawing the form is gone. Browser only.
 */
export function toldAtOnce(action: FormAction): FormAction {
  return async (previous, data): Promise<FormState> => {
    const state = await action(previous, data);
    if (state.status !== 'done' || !state.message) return state;
    showToast({ title: state.message });
    return { ...state, message: undefined };
  };
}
