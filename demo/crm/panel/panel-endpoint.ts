import * as z from 'zod/mini';
import { decode } from '../../../src/contract/decode.ts';
import type { Host } from '../host.ts';
import type { Session } from '../session.ts';
import { sendingAsUsual } from './play-sending.ts';
import { isRowName, rows, rowsOn, type PanelReach, type Row } from './rows.ts';
import { panelWords } from './words.ts';
import { usualConditions } from '../conditions.ts';

const orderSchema = z.strictObject({ on: z.optional(z.boolean()) });

/** `POST /test-panel/<row>`: carries a row out and answers which rows stand on now. */
export const answerPanel = async (host: Host, reach: PanelReach, request: Request, name: string, session: Session): Promise<Response> => {
  if (request.headers.get('origin') !== host.origin) return Response.json({ error: 'The panel obeys its own page only.' }, { status: 403 });
  const body = decode(orderSchema, await readJson(request));
  if (!body.ok) return Response.json({ error: 'The order cannot be read.' }, { status: 400 });
  const { user, language } = session;
  const words = panelWords[language];
  const answer = (notice: string, reload: boolean): Response => Response.json({ on: rowsOn(reach, user), notice, reload });

  if (name === 'reset') {
    const before = JSON.stringify(reach.conditions());
    reach.google.reset();
    reach.changeConditions(usualConditions);
    await sendingAsUsual(reach, user);
    await reach.disconnectForColleague(user);
    return answer(words.notices.done, JSON.stringify(reach.conditions()) !== before);
  }
  if (!isRowName(name)) return Response.json({ error: 'There is no such row.' }, { status: 404 });
  const row: Row = rows[name];
  switch (row.kind) {
    case 'switch':
      row.turn(reach, body.value.on === true, user);
      return answer('', row.reload === true);
    case 'action':
      return answer(words.notices[await row.run(reach, user)], false);
    case 'page-switch':
    case 'page-action':
      return Response.json({ error: 'The page itself carries this row out.' }, { status: 400 });
  }
};

const readJson = async (request: Request): Promise<unknown> => {
  try {
    return await request.json();
  } catch {
    // Not JSON; the schema refuses it.
    return undefined;
  }
};
