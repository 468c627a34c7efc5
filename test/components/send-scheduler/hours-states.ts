import type { SendingRules } from '../../../src/contract/index.ts';
import { press, type } from './given-scheduler.ts';
import type { Given, World } from './scheduler-world.ts';

const rulesAt = '/v1/sending/connection-000001/rules';
export const office: SendingRules = { zone: 'Europe/Paris', hours: { clockOf: 'sender', days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' } };
export const nothingSet: SendingRules = { zone: null, hours: null };

/** A service that keeps the rules of one mailbox, and refuses those that were seen otherwise. */
export const keepsRules = (first: SendingRules, meanwhile?: SendingRules): NonNullable<Given['answers']> => {
  let rules = first;
  let others = meanwhile;
  return {
    [`GET ${rulesAt}`]: () => rules,
    [`POST ${rulesAt}`]: (body) => {
      if (others !== undefined) {
        rules = others;
        others = undefined;
        return { fails: { code: 'rules-changed' } };
      }
      const { seen: _, ...next } = body as SendingRules & { readonly seen: SendingRules };
      rules = next;
      return rules;
    },
  };
};

const open = async (world: World): Promise<void> => press(world, 'Sending hours');

/** Every state of the sending hours, each with what leads to it. */
export const hoursStates: Readonly<Record<string, Given & { readonly then: (world: World) => Promise<void> }>> = {
  'hours on their way': { then: open },
  'hours that do not come': { answers: { [`GET ${rulesAt}`]: () => ({ fails: { code: 'network-failed' } }) }, then: open },
  'no hours yet': { answers: keepsRules(nothingSet), then: open },
  'office hours': { answers: keepsRules(office), then: open },
  'a zone that nobody knows': {
    answers: keepsRules(office),
    then: async (world) => {
      await open(world);
      await type(world, '#zone', 'Atlantis');
      await press(world, 'Save');
    },
  },
  'hours changed in another window': {
    answers: keepsRules(nothingSet, { zone: 'Asia/Tokyo', hours: { clockOf: 'recipient', days: [1, 3, 5], from: '09:30', until: '24:00' } }),
    then: async (world) => {
      await open(world);
      await press(world, 'In these hours');
      await press(world, 'Save');
    },
  },
  'hours are saved': {
    answers: keepsRules(nothingSet),
    then: async (world) => {
      await open(world);
      await press(world, 'In these hours');
      await press(world, 'Save');
    },
  },
};
