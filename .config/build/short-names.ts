/** Written by `node .config/build/private-names.ts`, which says what these are. */
export const shortNames = `
  _$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev _$Cl _$Co
  _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate
  hostUpdated addController willUpdate createRenderRoot _resolve _reject model fact deps flow row client attempt hear stand
  holds opened freshness others run serviceOrigin take last answer threads feed desk counts does calls conversation keeper says
  thread field preparation memory over rest ticketsUsed unfolded follow narrowing wanted keyed seconds sleep primary wakers
  begin isUnsaved askedAt alarms flows why catchUp look above unsure busy current returns serve pageUrl theirs areHeard below
  informs withinMs wrong inHours maySend focused lead newKey resting filling fold renewed resumed whens adopt burn lostSince
  markHandled restoredAt saveNow see slots causes checkNow closedGaps highest onStand rises ticketsEndAt undoable withCopies
  askedWhetherClosed gapClosed goodUntil ignoreFinding isAway isMoving isOpen isVisible looksClosed onMail onRestored onSaved
  pace speaks turns windowHandle acted askProof bar canLeave cannotSend carryOut checkAgain isChecking keepApart keepMine
  onFound onLeft onMessage onQueued openWindow pageAddress park queueBatch takeParked toTop lay perPage pointed reopen reveal
  seenReplies served settle
`.trim().split(/\s+/);
