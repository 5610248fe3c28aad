import type { ActivityActions } from '../../../../components/console/activities/activity-list.tsx';
import type { FormAction } from '../../../../components/forms/form-state.ts';
import { createActivityAction, deleteActivityAction, setActivityDoneAction, updateActivityAction } from './actions.ts';

/** What one does with activities, wherever they are listed. */
export const activityActions: ActivityActions & { readonly create: FormAction } = {
  create: createActivityAction,
  update: updateActivityAction,
  setDone: setActivityDoneAction,
  remove: deleteActivityAction,
};
