import type { Account } from './accounts.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { drawText } from './chance.ts';
import type { Language } from './language.ts';
import type { World } from './world.ts';

/** One window of one person on the way through the pages. */
export interface SignInAttempt {
  readonly id: string;
  readonly request: AuthorizationRequest;
  readonly language: Language;
  readonly endsAt: number;
  readonly account?: Account;
  /** The password was given. */
  readonly signedIn: boolean;
  /** The person read the warning about an app that is not verified and went on. */
  readonly warned: boolean;
}

export interface SignInAttempts {
  begin(request: AuthorizationRequest, language: Language): SignInAttempt;
  find(id: string | null): SignInAttempt | undefined;
  save(attempt: SignInAttempt): SignInAttempt;
}

const lifeMs = 30 * 60_000;

export const createSignInAttempts = ({ clock, random }: Pick<World, 'clock' | 'random'>): SignInAttempts => {
  const attempts = new Map<string, SignInAttempt>();
  const save = (attempt: SignInAttempt): SignInAttempt => {
    attempts.set(attempt.id, attempt);
    return attempt;
  };
  const dropEnded = (): void => {
    for (const [id, attempt] of attempts) if (clock.now() >= attempt.endsAt) attempts.delete(id);
  };
  return {
    begin: (request, language) => {
      dropEnded();
      return save({ id: drawText(random, 16), request, language, endsAt: clock.now() + lifeMs, signedIn: false, warned: false });
    },
    find: (id) => {
      const found = attempts.get(id ?? '');
      return found !== undefined && clock.now() < found.endsAt ? found : undefined;
    },
    save,
  };
};
