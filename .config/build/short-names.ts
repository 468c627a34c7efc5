/** Written by `node .config/build/private-names.ts`, which says what these are. */
export const shortNames = `
  _$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev _$Cl _$Co
  _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate
  hostUpdated addController willUpdate createRenderRoot _resolve _reject model fact words deps row attempt holds hear opened ask
  client run serviceOrigin mailbox freshness answer standing threads does last conversation others says preparation earlier
  hours memory thread ticketsUsed feed narrowing keyed unfolded over primary wakers alarms counts current follow look take sleep
  above askedAt busy returns calls pageUrl below informs rest lead maySend resting serve wrong announce filling fold renewed
  resumed typed wanted withinMs burn markHandled see causes checkNow closedGaps highest lostSince rises ticketsEndAt
  askedWhetherClosed gapClosed goodUntil isAway isVisible looksClosed onRestored pace speaks turns windowHandle askProof
  canLeave cannotSend checkAgain isChecking onLeft onMessage openWindow pageAddress park takeParked toTop acted adopt focused
  lay perPage pointed reveal seenReplies
`.trim().split(/\s+/);
