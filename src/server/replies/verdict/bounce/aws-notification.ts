/** Amazon SES tells failures as JSON, too, by a mail of its notification service. */
export interface AwsNotification {
  readonly kind: 'bounce' | 'complaint' | 'delivery';
  readonly permanent: boolean;
  readonly recipients: readonly string[];
  readonly status: string | undefined;
  readonly messageId: string | undefined;
}

export const awsNotificationIn = (text: string): AwsNotification | undefined => {
  // Its text may be wrapped and followed by words, so it is searched, not parsed.
  const flat = text
    .slice(0, 16_000)
    .split('\n')
    .map((line) => line.trim())
    .join('');
  const type = /"(?:notificationType|eventType)"\s*:\s*"(\w+)"/.exec(flat)?.[1]?.toLowerCase();
  if (type !== 'bounce' && type !== 'complaint' && type !== 'delivery') return undefined;
  return {
    kind: type,
    permanent: /"bounceType"\s*:\s*"Permanent"/.test(flat),
    recipients: [...new Set([...flat.matchAll(/"emailAddress"\s*:\s*"([^"\s]{3,320})"/g)].map((match) => match[1] ?? ''))],
    status: /"status"\s*:\s*"([245]\.\d{1,3}\.\d{1,3})"/.exec(flat)?.[1],
    messageId: /"name"\s*:\s*"Message-ID"\s*,\s*"value"\s*:\s*"<?([^">\s]+)/i.exec(flat)?.[1],
  };
};
