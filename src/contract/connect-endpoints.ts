export const connections = '/v1/connections';
export const connection = (id: string): string => `/v1/connections/${id}`;
export const connectionCheck = (id: string): string => `/v1/connections/${id}/check`;
export const flows = '/v1/flows';
export const flow = (id: string): string => `/v1/flows/${id}`;
export const flowCancel = (id: string): string => `/v1/flows/${id}/cancel`;
export const claim = '/v1/claim';
export const backendClaim = '/v1/backend/claim';
export const openapi = '/openapi.json';
