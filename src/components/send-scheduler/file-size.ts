/** `12.4 MB`, `120 kB`: in the units by which people know Gmail's limit, which are multiples of 1,024. */
export const fileSize = (bytes: number, tag: string): string => {
  const format = (value: number, unit: 'kilobyte' | 'megabyte', digits: number): string => new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: digits }).format(value);
  return bytes >= 1024 * 1024 ? format(bytes / 1024 / 1024, 'megabyte', 1) : format(Math.ceil(bytes / 1024), 'kilobyte', 0);
};
