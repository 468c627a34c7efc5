/** Written by `node .config/build/private-names.ts`, which says what these are. */
export const shortNames = `
  _$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev _$Cl _$Co
  _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate
  hostUpdated addController willUpdate createRenderRoot _resolve _reject model fact deps flow row attempt client hear holds
  opened freshness run serviceOrigin last answer stand others threads feed counts does conversation take says thread preparation
  memory ticketsUsed unfolded calls field follow narrowing keyed over seconds primary wakers sleep askedAt alarms flows rest why
  catchUp look above unsure busy current returns serve pageUrl areHeard below informs wanted withinMs wrong maySend focused lead
  resting filling fold renewed resumed whens burn lostSince markHandled see slots causes checkNow closedGaps highest rises
  theirs ticketsEndAt undoable withCopies askedWhetherClosed gapClosed goodUntil ignoreFinding isAway isMoving isVisible
  looksClosed newKey onMail onRestored pace speaks turns windowHandle acted askProof canLeave cannotSend carryOut checkAgain
  isChecking keepMine onLeft onMessage onQueued openWindow pageAddress park queueBatch reopen takeParked toTop adopt lay perPage
  pointed reveal seenReplies served
`.trim().split(/\s+/);
