'use server';

import { createActivity } from '#lib/crm/activities/create-activity.ts';
import { deleteActivity } from '#lib/crm/activities/delete-activity.ts';
import { updateActivity } from '#lib/crm/activities/update-activity.ts';
import { serverAction } from '#lib/http/action-door.ts';
import type { FormState } from '../../../../components/forms/form-state.ts';
import { activityChange, activityFields, doneChange } from './activity-input.ts';

export const createActivityAction = serverAction(createActivity, {
  from: (form) => activityFields(form),
  done: (): FormState => ({ status: 'done', message: 'Activity added.' }),
});

export const updateActivityAction = serverAction(updateActivity, {
  from: (form) => activityChange(form),
  done: (): FormState => ({ status: 'done', message: 'Activity saved.' }),
});

export const setActivityDoneAction = serverAction(updateActivity, {
  from: (form) => doneChange(form, new Date()),
  done: (): FormState => ({ status: 'done' }),
});

export const deleteActivityAction = serverAction(deleteActivity, {
  from: (form) => ({ id: form.get('id') }),
  done: (): FormState => ({ status: 'done', message: 'Activity deleted.' }),
});
