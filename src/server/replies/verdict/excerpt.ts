const before = 60;
const after = 110;

/** The sentence around some words of a text, or what of it is near them, cut between words. */
export const excerpt = (text: string, at: number, length: number): string => {
  const head = text.slice(Math.max(0, at - before), at);
  const started = Math.max(
    ...['. ', '! ', '? ', '。', ': '].map((end) => head.lastIndexOf(end) + (head.includes(end) ? end.length : 1)),
    0,
  );
  const first = started > 0 || at <= before ? head.slice(started) : head.slice(head.indexOf(' ') + 1);
  const tail = text.slice(at + length, at + length + after);
  const ended = tail.search(/[.!?](?:\s|$)|。/u);
  const whole =
    ended >= 0 ? tail.slice(0, ended) : tail.length < after ? tail : tail.slice(0, Math.max(tail.lastIndexOf(' '), 0));
  return `${first}${text.slice(at, at + length)}${whole}`.trim();
};
