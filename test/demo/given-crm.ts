import type { CrmUser } from '../../demo/crm/users.ts';
import { createCrm, type Crm } from '../../demo/crm/crm.ts';
import { createHeardEvents } from '../../demo/crm/hooks/heard-events.ts';
import type { TenantSecret } from '../../demo/crm/mint-token.ts';
import { usualSwitches } from '../../demo/google/switches.ts';
import { givenGoogle } from './given-google.ts';

export const origin = 'http://localhost:4400';
export const serviceOrigin = 'http://connect.localhost:4401';
export const secret = Buffer.alloc(32, 7).toString('base64url');
export const webhookSecret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
/** A Monday in March. */
export const now = Date.UTC(2026, 2, 2, 9, 30);

const tenant = (id: string): TenantSecret => ({ tenant: id, kid: 'k1', secret });

/** A CRM without sockets; `serviceBackChannel` names where its claims go, `asked` what its panel reached for. */
export const givenCrm = (serviceBackChannel = 'http://127.0.0.1:1') => {
  const google = givenGoogle();
  const asked: { readonly passedMs: number[]; readonly colleagues: string[]; readonly broughtAbout: string[] } = { passedMs: [], colleagues: [], broughtAbout: [] };
  const heard = createHeardEvents();
  const crm: Crm = createCrm({
    origin,
    serviceOrigin,
    serviceBackChannel,
    tenants: { usual: tenant('larkspur'), 'without-return-page': tenant('larkspur-plain'), 'backend-only': tenant('larkspur-backend') },
    sessionKey: 'session-key',
    webhookSecrets: [webhookSecret],
    heard,
    returnPage: '<!doctype html><title>Gmail</title>',
    clock: { now: () => now },
    files: { style: 'body{}', script: '// script' },
    panel: {
      google: google.control,
      bringAbout: async (name, user) => {
        asked.broughtAbout.push(`${name} for ${user.id}`);
        return 'arrived';
      },
      leaveServiceDown: undefined,
      passTime: (milliseconds) => void asked.passedMs.push(milliseconds),
      connectForColleague: async (user: CrmUser) => {
        asked.colleagues.push(user.id);
        return 'connected';
      },
      disconnectForColleague: async (user: CrmUser) => void asked.colleagues.push(`not ${user.id}`),
    },
  });
  return { crm, google, asked, heard, usualSwitches };
};

export const ask = (crm: Crm, path: string, init: RequestInit = {}): Promise<Response> => crm.fetch(new Request(origin + path, init));

/** What the browser sends from the CRM's own pages. */
export const ownPage = { 'x-requested-with': 'gmail-connect-kit', 'sec-fetch-site': 'same-origin' };

export const changeSession = async (crm: Crm, fields: Readonly<Record<string, string>>, headers: Record<string, string> = { origin }) => {
  const answer = await ask(crm, '/session', { method: 'POST', headers, body: new URLSearchParams(fields) });
  return { status: answer.status, location: answer.headers.get('location'), cookies: answer.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ') };
};
