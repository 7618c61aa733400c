/** The table that rows are written to or read from, within one transaction. */
export interface Target {
  /** `/bucket/schema/table`: raw names; the bucket may be a snapshot. */
  readonly path: string;
  /** 0n: no transaction, each call stands alone. */
  readonly txid: bigint;
  /** Whether the table has a sort key; its row ids are decimal128(38, 0) then. */
  readonly sorted: boolean;
}
