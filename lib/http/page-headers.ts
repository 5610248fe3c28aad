/** Request headers by which the middleware tells pages what it knows; a client's own are dropped on arrival. */
export const nonceHeader = 'x-nonce';
export const requestIdHeader = 'x-request-id';
/** Path and query as the browser asked for them. */
export const pathHeader = 'x-holdfast-path';
