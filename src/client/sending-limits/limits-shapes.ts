import type { SendingLimits } from '../../contract/index.ts';
import { answerShapes } from './answer-shapes.ts';

/**
 * What a meter reads from the wire, from storage and from other tabs. Undefined where the value does not fit the contract, or
 * names no limit of a day: then there is nothing to measure.
 */
export const decodeLimits = (input: unknown): SendingLimits | undefined => {
  // Made from the contract's schema, and held to it by a property test.
  const read = answerShapes.sendingLimits(input) as SendingLimits | undefined;
  return read?.limits.some(({ windowSeconds }) => windowSeconds === 86_400) === true ? read : undefined;
};
