/** Files that were read when the service started, by their path inside the folder; no request ever names a path on disk. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

export interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}
