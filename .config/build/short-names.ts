/** Written by `node .config/build/private-names.ts`, which says what these are. */
export const shortNames = `
  _$AA _$AB _$AC _$AD _$AH _$AI _$AK _$AM _$AR _$AS _$AT _$AV _$E_ _$EO _$EP _$ES _$ET _$Eh _$Em _$Ep _$Eq _$Eu _$Ev _$Cl _$Co
  _$litType$ _$litDirective$ _$litPart$ _$cssResult$ __litLocalizeEventHandler elementProperties elementStyles createProperty
  enableUpdating isUpdatePending hasUpdated performUpdate shadowRootOptions hostConnected hostDisconnected hostUpdate
  hostUpdated addController willUpdate createRenderRoot _resolve _reject model fact hear client row flow attempt holds opened
  others last freshness run serviceOrigin take answer desk threads feed counts calls does conversation unfolded keeper over says
  thread field preparation uploads memory rest ticketsUsed begin follow narrowing sleep wanted keyed seconds primary wakers
  isUnsaved purpose askedAt moved alarms flows theirs why catchUp look above trouble unsure busy current isOpen newKey returns
  serve pageUrl withinMs areHeard below ending informs wrong inHours maySend focused lead resting filesGone filling fold
  isMoving renewed resumed adopt burn copied lostSince markHandled onQueued restoredAt saveNow see slots takesTyped came causes
  checkNow closedGaps highest onStand press previous rises ticketsEndAt undoable withCopies askedWhetherClosed describe
  gapClosed goodUntil hasSubjects ignoreFinding isAway isVisible looksClosed onMail onRestored onSaved pace speaks turns want
  whens windowHandle acted askProof bar canLeave cannotSend carryOut checkAgain hasFailed isBusy isChecking isDrawn keepApart
  keepMine onCurrent onDescribed onFetched onFound onLeft onMessage onRefused onUploaded openWindow pageAddress park queueBatch
  takeParked toTop wantedInMs lay learn perPage pointed reopen reveal seenReplies served settle
`.trim().split(/\s+/);
