import type { MediaStore } from "../store.ts";

/** A Storage Backend to examine. */
export interface Patient {
  readonly label: string;
  readonly place: DiskPlace | BucketPlace;
  /** Whence a page would read and write. */
  readonly origin: string;
  /** Whether somebody asked for that; pages that nobody asked for are worth a warning only. */
  readonly wantsPages: boolean;
  /** Opens the store, new for each examination. */
  open(): Promise<MediaStore>;
}

/** A folder of this machine. */
export interface DiskPlace {
  readonly kind: "disk";
  readonly folder: string;
  /** Base URL of a server that serves the folder, without a trailing slash. */
  readonly url?: string;
}

/** A bucket. Absent endpoints are AWS's own. */
export interface BucketPlace {
  readonly kind: "s3";
  readonly bucket: string;
  readonly region: string;
  readonly pathStyle: boolean;
  readonly endpoint?: string;
  readonly publicEndpoint?: string;
  readonly caFile?: string;
  /** Origins for which the server sets the bucket's CORS rules at its start. */
  readonly cors?: readonly string[];
}
