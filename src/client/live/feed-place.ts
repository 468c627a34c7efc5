/** How far a tab has read: the number of the feed up to which it knows everything, and the era in which the service told it. */
export interface FeedPlace {
  readonly change: number;
  readonly era: string;
}

export const nowhere: FeedPlace = { change: 0, era: 'none' };

/** Nothing else of what carries it: it is saved. */
export const placeOf = ({ change, era }: FeedPlace): FeedPlace => ({ change, era });
