import type { OperationId } from "../contract/operations.ts";
import type { Handlers } from "./map.ts";

type HeadId = Extract<OperationId, `HEAD_${string}`>;
type WithoutHeads = Omit<Handlers, HeadId>;

/** Every HEAD answers as its GET does; the edge sends the headers without the bytes. */
export function heads(written: WithoutHeads): Pick<Handlers, HeadId> {
  const gets = Object.entries(written).filter(([id]) => id.startsWith("GET_"));
  // TypeScript can't follow a template literal through Object.entries; the total map's type checks the names.
  return Object.fromEntries(gets.map(([id, handler]) => [`HEAD_${id.slice(4)}`, handler])) as unknown as Pick<
    Handlers,
    HeadId
  >;
}
