import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../../src/server/replies/mail/read-mail.ts';
import { markHeader, markIn, writeProofMail } from '../../../../src/server/replies/proof/proof-mail.ts';
import { noon } from '../../given-ports.ts';

const mark = 'mark-of-this-proof-1';
const given = { mark, email: 'lea@northpeak.example', product: 'Larkspur CRM', language: 'en', at: noon } as const;

const read = async (change: Partial<Parameters<typeof writeProofMail>[0]> = {}) => {
  const mail = await readMail(writeProofMail({ ...given, ...change }));
  assert.ok(mail.ok);
  return mail.value;
};

test('the mail goes from the mailbox to itself, says what it is for, and carries the mark', async () => {
  const mail = await read();
  assert.deepEqual([mail.from[0]?.address, mail.to[0]?.address, mail.subject], [given.email, given.email, 'Test of reply tracking by Larkspur CRM']);
  assert.match(mail.text ?? '', /^Larkspur CRM sent you this email from your own mailbox/);
  assert.deepEqual([markIn(mail.headers), mail.messageId, mail.date?.getTime()], [mark, `proof.${mark}@northpeak.example`, noon]);
});

test('it speaks French, and the product’s name has any characters and any length', async () => {
  const product = `Äpfel & Birnen 顧客管理 ${'é'.repeat(60)}`;
  const mail = await read({ language: 'fr', product });
  assert.equal(mail.subject, `Test du suivi des réponses par ${product}`);
  assert.match(mail.text ?? '', /depuis votre propre boîte/);
  const lines = new TextDecoder().decode(writeProofMail({ ...given, product })).split('\r\n');
  assert.ok(lines.every((line) => line.length <= 78));
});

test('a name with line breaks adds no header', async () => {
  const mail = await read({ product: 'Larkspur\r\nBcc: everybody@globex.example\r\n\r\nBody' });
  assert.deepEqual(mail.headers.filter(({ name }) => name === 'bcc'), []);
});

test('only a mark of the right form is one, whatever the case of its header', () => {
  const marked = (value: string, name: string = markHeader): string | undefined => markIn([{ name, value }]);
  assert.deepEqual([marked(` ${mark} `, markHeader.toUpperCase()), marked(''), marked('short'), marked(`${mark}\0`), marked('x'.repeat(65)), markIn([])], [
    mark, undefined, undefined, undefined, undefined, undefined,
  ]);
});
