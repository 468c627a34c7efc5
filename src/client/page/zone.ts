/** The zone of this computer's clock, as it is now: a laptop travels. */
export const pageZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
