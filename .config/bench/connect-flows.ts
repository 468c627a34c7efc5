import { mintUserToken } from '../../demo/crm/mint-token.ts';
import { tenantSecrets } from '../../demo/demo-tenants.ts';
import { byLoopback, connectByRobot } from '../../demo/robot/connect-by-robot.ts';
import { startDemoForTests, type DemoForTests } from '../../demo/start-for-tests.ts';

const flows = 120;
const atOnce = 4;

export interface ConnectFlows {
  readonly perSecond: number;
  /** Resident memory of the service's process in megabytes, at rest and after the flows. */
  readonly restingMemory: number;
  readonly memory: number;
}

/** One person connects one mailbox, from preparation to claim: seven requests to the service, three from it to Google. */
const connect = async ({ crm, service, google }: DemoForTests, number: number): Promise<void> => {
  const content = { user: `user-${number}`, org: `org-${number % 10}`, origins: [crm.origin], name: 'Bench' };
  const end = await connectByRobot({
    serviceOrigin: service.origin,
    service: byLoopback(service.port),
    google: google.fetch,
    pageOrigin: crm.origin,
    token: mintUserToken(content, tenantSecrets(crm.host).usual, service.origin, Date.now()),
    person: { email: `bench-${number}@mail.example` },
  });
  if (end.kind !== 'claimed') throw new Error(`A flow of the bench did not end in a connection: ${JSON.stringify(end)}`);
};

const residentMemory = async ({ service }: DemoForTests): Promise<number> => {
  const metrics = await (await fetch(`${service.backChannel}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 1_000_000;
};

/**
 * Drives the real service, a process of its own, with the emulated Google. The robot and Google share this process and
 * this machine with it, so the service alone does better.
 */
export const measureConnectFlows = async (databaseUrl?: string): Promise<ConnectFlows> => {
  const demo = await startDemoForTests({ service: 'process', ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  try {
    for (let number = 0; number < atOnce; number += 1) await connect(demo, number);
    const restingMemory = await residentMemory(demo);
    let next = atOnce;
    const startedAt = performance.now();
    const worker = async (): Promise<void> => {
      while (next < atOnce + flows) await connect(demo, next++);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const seconds = (performance.now() - startedAt) / 1000;
    return { perSecond: flows / seconds, restingMemory, memory: await residentMemory(demo) };
  } finally {
    await demo.close();
  }
};
