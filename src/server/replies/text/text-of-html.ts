import { Parser } from 'htmlparser2';
import { quotedHere } from './own-words.ts';
import { markupOf, type Markup } from './quoted-markup.ts';

/** A mail's HTML as lines of text, with and without what its markup calls a quotation or a signature. */
export interface HtmlText {
  readonly whole: string;
  readonly own: string;
  /** Whether the markup told anything apart. */
  readonly separated: boolean;
  /** Whether it showed a quotation, and whether that is a mail passed on. */
  readonly quoted: boolean;
  readonly forwarded: boolean;
}

const blocks = new Set([
  'p',
  'div',
  'li',
  'tr',
  'table',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'section',
  'article',
  'header',
  'footer',
  'blockquote',
  'hr',
  'dl',
  'dt',
  'dd',
  'center',
  'address',
  'form',
]);
const paragraphs = new Set(['p', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'blockquote']);
const silent = new Set(['style', 'script', 'title', 'template', 'noscript', 'object', 'svg', 'head']);
const empty = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'wbr', 'col', 'area', 'base', 'embed', 'source', 'track']);

/** What an open element means for the text inside it. */
type Meaning = Markup | 'silent' | 'pre';

interface Open {
  readonly tag: string;
  readonly meanings: readonly Meaning[];
}

const mostOpen = 500;
/** The library pays at each tag for all that are open: beyond what browsers nest it is given a fresh start. */
const mostDeep = 1_000;
/** About as much as it reads between two looks at that. */
const pieceLength = 4_096;
const longestText = 256 * 1024;

/** The text of some HTML. Markup is read as a stream, however broken or deep it is; nothing of it is believed or shown. */
export const textOfHtml = (html: string): HtmlText => {
  const whole = createLines();
  const own = createLines();
  const open: Open[] = [];
  const inside = new Map<Meaning, number>();
  const count = (meaning: Meaning): number => inside.get(meaning) ?? 0;
  const add = ({ meanings }: Open, step: 1 | -1): void =>
    meanings.forEach((meaning) => inside.set(meaning, count(meaning) + step));
  let depth = 0;
  let over = false;
  let quoted = false;
  let forwarded = false;
  const isOwn = (): boolean => !over && count('quotation') === 0 && count('signature') === 0;
  const both = (act: (lines: Lines, depth: number) => void): void => {
    act(whole, count('block') + count('quotation'));
    if (isOwn()) act(own, count('block'));
  };
  const newParser = (): Parser => new Parser(
    {
      onopentag: (tag, attributes) => {
        depth += 1;
        const markup = markupOf(tag, attributes);
        if (markup === 'quotation' && isOwn()) own.quotation();
        if (markup === 'quotation-from-here') over = true;
        quoted ||= markup === 'quotation' || markup === 'quotation-from-here';
        both((lines) => {
          if (tag === 'br') lines.lineBreak();
          else if (tag === 'hr') lines.rule();
          else if (blocks.has(tag)) lines.block(paragraphs.has(tag) && !hasNoSpace(attributes));
          else if (tag === 'td' || tag === 'th') lines.text(' ', false);
          if (tag === 'li') lines.text('- ', false);
        });
        if (empty.has(tag) || open.length >= mostOpen) return;
        const element: Open = { tag, meanings: meaningsOf(tag, attributes, markup) };
        open.push(element);
        add(element, 1);
      },
      ontext: (text) => {
        if (count('silent') > 0) return;
        // Gmail puts the words of a forwarded mail beside its headers, not into a quotation.
        if (
          count('quotation-box') > 0 &&
          count('quotation') === 1 &&
          open.at(-1)?.meanings.includes('quotation') === true &&
          /^\s*-{5,}/.test(text)
        ) {
          over = true;
          forwarded = true;
        }
        both((lines, depth) => lines.text(text, count('pre') > 0, depth));
      },
      onclosetag: (tag) => {
        depth -= 1;
        if (ended) return;
        const at = open.findLastIndex((each) => each.tag === tag);
        if (at < 0) return;
        if (blocks.has(tag)) both((lines) => lines.block(paragraphs.has(tag)));
        for (const element of open.splice(at)) add(element, -1);
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  let ended = false;
  let parser = newParser();
  for (const piece of piecesOf(html)) {
    if (depth > mostDeep) {
      // What was open stays open in our own count; what closes it later closes nothing.
      parser = newParser();
      depth = 0;
    }
    parser.write(piece);
  }
  ended = true;
  parser.end();
  const [wholeText, ownText] = [whole.done(), own.done()];
  return { whole: wholeText, own: ownText, separated: wholeText !== ownText, quoted, forwarded };
};

/** Cut where a tag may begin, so that none is cut in two. */
const piecesOf = (html: string): readonly string[] => {
  const pieces: string[] = [];
  for (let start = 0; start < html.length; ) {
    const tag = html.indexOf('<', start + pieceLength);
    const end = tag < 0 ? html.length : tag;
    pieces.push(html.slice(start, end));
    start = end;
  }
  return pieces;
};

const meaningsOf = (
  tag: string,
  attributes: Readonly<Record<string, string>>,
  markup: Markup | undefined,
): readonly Meaning[] => [
  ...(markup === undefined ? [] : [markup]),
  ...(silent.has(tag) || isHidden(attributes) ? (['silent'] as const) : []),
  ...(tag === 'pre' ? (['pre'] as const) : []),
];

const isHidden = (attributes: Readonly<Record<string, string>>): boolean =>
  /display\s*:\s*none|mso-hide\s*:\s*all/i.test((attributes['style'] ?? '').slice(0, 500));

/** Outlook writes a paragraph for each line and takes its space away. */
const hasNoSpace = (attributes: Readonly<Record<string, string>>): boolean =>
  /MsoNormal|MsoPlainText|MsoListParagraph|elementToProof/i.test(attributes['class'] ?? '') ||
  /margin(?:-top|-bottom)?\s*:\s*0/i.test((attributes['style'] ?? '').slice(0, 500));

interface Lines {
  readonly text: (text: string, pre: boolean, depth?: number) => void;
  readonly lineBreak: () => void;
  readonly block: (spaced: boolean) => void;
  readonly rule: () => void;
  readonly quotation: () => void;
  readonly done: () => string;
}

/** Collects text the way a page lays it out: one space for many, a line for a block, an empty line between paragraphs. */
const createLines = (): Lines => {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let length = 0;
  let spaceDue = false;
  const end = (): void => {
    const prefix = '> '.repeat(Math.min(depth, 5));
    lines.push(`${prefix}${line}`.trimEnd());
    length += line.length + 1;
    line = '';
  };
  const append = (text: string): void => {
    if (spaceDue && line === '' && lines.length > 0 && lines.at(-1) !== '') lines.push('');
    spaceDue = false;
    line += text;
  };
  return {
    text: (text, pre, at = depth) => {
      if (length > longestText) return;
      if (at !== depth && line.trim() !== '') end();
      depth = at;
      const rows = pre ? text.split('\n') : [text.replaceAll(/[ \t\r\n\f]+/g, ' ')];
      rows.forEach((row, index) => {
        if (index > 0) end();
        const fitting = line === '' && !pre ? row.trimStart() : row;
        if (fitting !== '') append(fitting);
      });
    },
    lineBreak: () => {
      if (length <= longestText) end();
    },
    block: (spaced) => {
      if (line.trim() !== '') end();
      else line = '';
      spaceDue ||= spaced;
    },
    rule: () => {
      if (line.trim() !== '') end();
      lines.push('________________________________');
    },
    quotation: () => {
      if (line.trim() !== '') end();
      lines.push(quotedHere);
    },
    done: () => {
      if (line.trim() !== '') end();
      return lines
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim();
    },
  };
};
