import { operations } from '../registry.ts';
import { type ApiAnswer, fromWebRequest, toWebResponse } from './api-message.ts';
import { consentScriptAnswer } from './consent-script.ts';
import { cspReportAnswer } from './csp-report.ts';
import { formScriptAnswer } from './form-script.ts';
import { livenessAnswer, readinessAnswer } from './health.ts';
import { answerNextAuthRequest } from './next-auth-door.ts';
import { oauthAnswer } from './oauth-door.ts';
import { addressOf } from './peer-address.ts';
import { createApiRouter } from './router.ts';
import { storefrontPathAnswer } from './storefront-door.ts';

/** Route handlers for Next hosts that are not our own server, which answers these addresses itself. */

type RouteHandler = (request: Request) => Promise<Response>;

const api = createApiRouter(operations);

export const apiRoute: RouteHandler = (request) => api(request, peerOf(request));

export const livenessRoute: RouteHandler = async (request) => respond(livenessAnswer(request.method));

export const readinessRoute: RouteHandler = async (request) => respond(await readinessAnswer(request.method));

export const cspReportRoute: RouteHandler = async (request) =>
  respond(await cspReportAnswer(fromWebRequest(request), peerOf(request)));

export const consentScriptRoute: RouteHandler = async (request) =>
  respond(consentScriptAnswer(fromWebRequest(request)));

export const storefrontRoute: RouteHandler = async (request) =>
  respond(await storefrontPathAnswer(fromWebRequest(request), peerOf(request)));

export const formScriptRoute: RouteHandler = async (request) => respond(formScriptAnswer(fromWebRequest(request)));

export const oauthRoute: RouteHandler = async (request) =>
  respond(await oauthAnswer(fromWebRequest(request), peerOf(request)));

export const nextAuthRoute: RouteHandler = (request) => answerNextAuthRequest(request, addressOf(request.headers));

function peerOf(request: Request) {
  return { address: addressOf(request.headers), door: 'api' } as const;
}

function respond(answer: ApiAnswer): Response {
  return toWebResponse(answer);
}
