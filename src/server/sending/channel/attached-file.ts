export interface AttachedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The file as a part of a mail, under a name and a type that cannot be taken for anything else. */
export const attachedPart = ({ name, type, bytes }: AttachedFile) => ({
  filename: fileName(name),
  contentType: mediaType(type),
  contentDisposition: 'attachment',
  contentTransferEncoding: 'base64',
  content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
});

const longestName = 180;

/** No folders, no line breaks, and no marks that turn text round: with one of those “fdp.exe” reads “exe.pdf”. */
const fileName = (name: string): string => {
  const plain = name
    .replaceAll(/\p{Cs}/gu, '\ufffd')
    .replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replaceAll(/[/\\]/g, '_')
    .replaceAll('=?', '= ?')
    .trim();
  const characters = [...plain];
  const ending = /\.\w{1,10}$/.exec(plain)?.[0] ?? '';
  const fitting = characters.length <= longestName ? plain : characters.slice(0, longestName - ending.length).join('') + ending;
  return fitting === '' ? 'file' : fitting;
};

const anyBytes = 'application/octet-stream';

/** A part of type `message` or `multipart` may not be encoded (RFC 2046, 5.2.1), so nobody could send bytes under it as they are. */
const mediaType = (type: string): string => {
  const found = /^\s*([\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100})\s*(?:;|$)/.exec(type)?.[1]?.toLowerCase();
  return found === undefined || /^(message|multipart)\//.test(found) ? anyBytes : found;
};
