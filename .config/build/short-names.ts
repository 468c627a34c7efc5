/** Written by `node .config/build/private-names.ts`, which says what these are. */
export const shortNames = `
  _$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev _$Cl _$Co
  _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate
  hostUpdated addController willUpdate createRenderRoot _resolve _reject model words row deps attempt opened ask
  client serviceOrigin hear answer freshness threads holds does conversation preparation says memory thread ticketsUsed
  feed narrowing others keyed unfolded primary earlier over sleep counts last wakers above follow current pageUrl below
  busy lead resting wrong askedAt filling fold renewed rest resumed typed wanted burn markHandled see serve closedGaps
  ticketsEndAt askedWhetherClosed goodUntil isAway isVisible looksClosed onRestored speaks windowHandle withinMs announce
  canLeave onLeft onMessage openWindow pageAddress park takeParked toTop acted adopt focused lay perPage pointed reveal
  seenReplies
`.trim().split(/\s+/);
