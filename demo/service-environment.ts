import { replyEndpoints } from '../src/contract/index.ts';
import type { Subscription } from './google/gmail/pushes.ts';

/** What the service of a demo is told. Browsers find Google by its name; the service itself by the loopback address. */
export interface ServiceOfDemo {
  readonly serviceOrigin: string;
  readonly port: number;
  readonly googleOrigin: string;
  readonly googlePort: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantsFile: string;
  readonly dataFolder: string;
  readonly encryptionKey: string;
}

/** Where the emulated Gmail tells of changes, and who vouches for that. */
const pushTopic = 'projects/larkspur-demo/topics/gmail';
const pushAccount = 'gmail-push@larkspur-demo.iam.gserviceaccount.com';
const pushAudience = (serviceOrigin: string): string => serviceOrigin + replyEndpoints.googlePush;

export const pushEnvironment = (serviceOrigin: string): Readonly<Record<string, string>> => ({
  GCK_PUSH_TOPIC: pushTopic,
  GCK_PUSH_AUDIENCE: pushAudience(serviceOrigin),
  GCK_PUSH_ACCOUNT: pushAccount,
});

/** The subscription that brings the pushes there. */
export const pushSubscription = (serviceOrigin: string, servicePort: number): Subscription => ({
  url: `http://127.0.0.1:${servicePort}${replyEndpoints.googlePush}`,
  audience: pushAudience(serviceOrigin),
  account: pushAccount,
});

export const serviceEnvironment = (service: ServiceOfDemo): Readonly<Record<string, string>> => {
  const google = `http://127.0.0.1:${service.googlePort}`;
  return {
    GCK_SERVICE_ORIGIN: service.serviceOrigin,
    PORT: String(service.port),
    HOST: '127.0.0.1',
    GCK_TENANTS_FILE: service.tenantsFile,
    GCK_DATA_DIR: service.dataFolder,
    GCK_ENCRYPTION_KEYS: `demo:${service.encryptionKey}`,
    GOOGLE_CLIENT_ID: service.clientId,
    GOOGLE_CLIENT_SECRET: service.clientSecret,
    GOOGLE_ISSUERS: service.googleOrigin,
    GOOGLE_AUTHORIZATION_URL: `${service.googleOrigin}/o/oauth2/v2/auth`,
    GOOGLE_TOKEN_URL: `${google}/token`,
    GOOGLE_REVOCATION_URL: `${google}/revoke`,
    GOOGLE_CERTIFICATES_URL: `${google}/oauth2/v1/certs`,
    GOOGLE_GMAIL_URL: `${google}/`,
    GOOGLE_CONNECTED_APPS_URL: `${service.googleOrigin}/connections`,
  };
};
