import { bodyOf, type Client } from "./client.ts";
import { bytesOf, sha256 } from "./random.ts";
import { must, mustEqualSets } from "./violation.ts";

/** Requests at once when many objects are looked up. */
export const WIDTH = 12;

/** Throws unless the object exists and names exactly these flows. Resolves to the first address of its bytes. */
export async function mustBeReferenced(
  client: Client,
  id: string,
  flowIds: readonly string[],
): Promise<string> {
  const object = bodyOf(await client.getObject(id), 200);
  mustEqualSets(object.referenced_by_flows, flowIds, `flows that reference object ${id}`);
  return object.get_urls?.[0]?.url ?? "";
}

/** Throws unless the object is unknown, as one that nothing refers to. */
export async function mustBeUnknown(client: Client, id: string): Promise<void> {
  bodyOf(await client.getObject(id), 404);
}

/**
 * Throws unless the bytes of the object at `url` are what was uploaded, which follows from its id, or, where they need not
 * be there, unless there are none at all. Resolves to whether there are.
 */
export async function mustBeWhole(
  client: Client,
  id: string,
  url: string,
  size: number,
  needed: boolean,
): Promise<boolean> {
  const answer = await client.download(url);
  if (!needed && answer.status === 404) return false;
  const found = bodyOf(answer, 200);
  const digest = sha256(bytesOf(id, size));
  must(
    sha256(found) === digest,
    `the ${size} bytes of object ${id} with SHA-256 ${digest}`,
    () => `${found.length} bytes with SHA-256 ${sha256(found)}`,
  );
  return true;
}
