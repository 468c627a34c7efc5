/** What a host may want to know. It bubbles and leaves the shadow tree; one class for each fact says its type and its detail. */
export class FactEvent<D> extends CustomEvent<D> {
  declare static readonly type: string;

  constructor(detail: D) {
    super(new.target.type, { bubbles: true, composed: true, detail });
  }
}
