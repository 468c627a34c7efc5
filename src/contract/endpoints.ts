/** Every address of the service that a page or a backend calls, relative to the service's origin. */
export const endpoints = {
  connections: '/v1/connections',
  connection: (id: string): string => `/v1/connections/${id}`,
  connectionCheck: (id: string): string => `/v1/connections/${id}/check`,
  flows: '/v1/flows',
  flow: (id: string): string => `/v1/flows/${id}`,
  flowCancel: (id: string): string => `/v1/flows/${id}/cancel`,
  claim: '/v1/claim',
  backendClaim: '/v1/backend/claim',
  openapi: '/openapi.json',
} as const;
