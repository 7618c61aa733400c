import { Schema } from "apache-arrow";
import { encodeQuery } from "../../src/vast/wire/query.ts";
import { captures } from "../../test/unit/vast/captures.ts";
import { whereOf } from "./filters.ts";
import type { SdkPeer } from "./sdk-peer.ts";

/** How many bodies are the same, byte for byte, and a sentence for each that is not. */
export interface CaptureResult {
  readonly matching: number;
  readonly problems: readonly string[];
}

/** Has the installed SDK write the body of every capture, and our builder as well. */
export async function compareCaptures(sdk: SdkPeer): Promise<CaptureResult> {
  const problems: string[] = [];
  for (const { title, fields, filter = [], columns } of captures) {
    const ours = encodeQuery(new Schema([...fields]), filter, columns, { mapEntries: "map" });
    const theirs = await sdk.capture(fields, whereOf(fields, filter), columns).catch(String);
    if (theirs === Buffer.from(ours).toString("hex")) continue;
    problems.push(`The body for "${title}" differs: the SDK writes ${theirs.slice(0, 200)}.`);
  }
  return { matching: captures.length - problems.length, problems };
}
