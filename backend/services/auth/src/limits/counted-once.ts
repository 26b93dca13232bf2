import type { Limits } from './limits.gateway.ts';

/** The limits of one request: a try counts once, however often the request is carried out again while a store is away. */
export function countedOnce(limits: Limits): Limits {
  const counted = new Map<string, Promise<void>>();
  const once = (what: string, count: () => Promise<void>): Promise<void> => {
    const counting = counted.get(what) ?? count();
    counted.set(what, counting);
    return counting;
  };
  return {
    countSignIn: (email, address) => once(`sign-in ${email}`, () => limits.countSignIn(email, address)),
    countSignUp: (address) => once('sign-up', () => limits.countSignUp(address)),
    countCode: (email, address) => once(`code ${email}`, () => limits.countCode(email, address)),
    countMail: (email) => once(`mail ${email}`, () => limits.countMail(email)),
    forgetSignIn: (email) => limits.forgetSignIn(email),
  };
}
