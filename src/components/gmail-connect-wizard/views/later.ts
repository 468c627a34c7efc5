/** What no first paint needs: it comes in a chunk of its own, asked for as soon as the first paint is done. */
export { withdrawalsView } from './card-notes-view.ts';
export { cardView } from './card-view.ts';
export { unknownView } from './unknown-view.ts';
export { atGoogleView, claimingView, leavingView, windowBlockedView } from './at-google-view.ts';
export { connectedView } from './connected-view.ts';
export { outcomeView, unpreparedView } from './outcome-view.ts';
