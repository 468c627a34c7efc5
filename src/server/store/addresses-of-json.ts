/** Addresses as a column keeps them: a list in JSON. */
export const toAddresses = (json: string | null): readonly string[] => {
  const parsed: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
};
