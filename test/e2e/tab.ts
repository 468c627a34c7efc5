/**
 * What a person can do in one tab or window, by what is visible there: roles and names. Three hands do it: a pointer in
 * Chromium, a keyboard alone in Chromium, and a pointer in Firefox.
 */
export interface Tab {
  goTo(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Presses what has this role and exactly this name, once it can be pressed. */
  press(role: 'button' | 'link', name: string): Promise<void>;
  /** The same, where the name is longer than what the person looks for. */
  pressWith(role: 'button' | 'link' | 'radio', part: string): Promise<void>;
  tick(part: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  /** Waits until a heading says so. */
  seesHeading(name: string): Promise<void>;
  /** Waits until these words are to be seen. */
  sees(words: string): Promise<void>;
  /** The text of the one element with this role, once it is there. */
  reads(role: 'status' | 'alert'): Promise<string>;
  /** The window that opens because of what is done. */
  windowOpenedBy(act: () => Promise<void>): Promise<this>;
  /** Waits until this window is gone. */
  closed(): Promise<void>;
}
