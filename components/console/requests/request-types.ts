import type { z } from 'zod';
import type {
  RequestSubjects,
  SubjectRequest,
  SubjectRequestPage,
  SubjectStatistics,
} from '#lib/privacy/requests/schema.ts';

export type RequestItem = z.output<typeof SubjectRequest>;
export type RequestList = z.output<typeof SubjectRequestPage>;
export type RequestFigures = z.output<typeof SubjectStatistics>;

/** Somebody who may answer requests. */
export interface Answerer {
  readonly userId: string;
  readonly name: string;
}

/** A contact whom a request may be about. */
export type RequestMatch = z.output<typeof RequestSubjects>['matches'][number];
