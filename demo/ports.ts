import { fail, succeed, type Outcome } from '../src/contract/outcome.ts';

/** Where the three parts of the demo listen. */
export interface DemoPorts {
  readonly crm: number;
  readonly service: number;
  readonly google: number;
}

const usual = { crm: 4400, service: 4401, google: 4402 } as const;
const variables = { crm: 'DEMO_CRM_PORT', service: 'DEMO_SERVICE_PORT', google: 'DEMO_GOOGLE_PORT' } as const;
const parts = ['crm', 'service', 'google'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The ports from the environment, or a sentence about what is wrong with them. */
export const readPorts = (environment: Environment): Outcome<DemoPorts, string> => {
  const ports: Record<keyof DemoPorts, number> = { ...usual };
  for (const part of parts) {
    const text = environment[variables[part]]?.trim();
    if (!text) continue;
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < 1 || port > 65_535) return fail(`${variables[part]} has to be a port: a number from 1 to 65535.`);
    ports[part] = port;
  }
  if (new Set(Object.values(ports)).size < parts.length) {
    return fail(`${parts.map((part) => variables[part]).join(', ')} have to be three different ports.`);
  }
  return succeed(ports);
};

/** Which port is taken, and how to choose another. */
export const portProblem = (port: number, environment: Environment): string => {
  const ports = readPorts(environment);
  const part = parts.find((each) => ports.ok && ports.value[each] === port) ?? 'crm';
  return `Port ${port} is taken: end what listens there, or choose another with ${variables[part]}, for example ${variables[part]}=${port + 100} npm start.`;
};
