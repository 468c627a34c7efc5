/**
 * The `gmail-connect-kit/server` entry: the service as a function, for hosts that serve it inside a process of their own.
 *
 *     const deployment = decodeSettings(process.env, readFileSync('tenants.json', 'utf8'));
 *     const service = createService(deployment.value, { clock, random, log, metrics, pages, kit });
 *     await service.start();
 *
 * or, with ports of one's own, `createApp(ports)` gives `(request: Request) => Promise<Response>`.
 */
export { createApp, type App, type ConnectionInfo } from './app.ts';
export { decodeSettings, settingNames } from './settings/decode-settings.ts';
export { createGoogle } from './google/google-client.ts';
export type { GooglePort } from './google/google-port.ts';
export { loadStaticFiles, type StaticFile, type StaticFiles } from './http/static-files.ts';
export { createLog } from './operations/log.ts';
export { createMetrics, type Metrics } from './operations/metrics.ts';
export { settingsSentences, startSentence } from './operations/start-sentences.ts';
export type { Clock, Log, LogFields, Ports, Random } from './ports.ts';
export { redirectUri, type Deployment, type Problem, type Settings, type Tenant, type TenantKey, type TenantOrigin } from './settings/settings.ts';
export { createService, type Outside, type Service, type StartProblem } from './start-and-stop.ts';
export { createKeyring, type EncryptionKey, type Keyring } from './store/keyring.ts';
export { openStore, type Store, type StoreLocation, type StoreProblem } from './store/open.ts';
