import { randomBytes } from "node:crypto";
import { createOnce } from "./files.ts";

const LENGTH = 32;

/**
 * The secret that signs the disk store's URLs: 32 random bytes in `folder/signing-secret`, readable by its owner only and
 * made on first use. Processes that share the folder share the secret.
 */
export async function openSigningSecret(folder: string): Promise<Buffer> {
  const secret = await createOnce(folder, "signing-secret", randomBytes(LENGTH), 0o600);
  if (secret.length !== LENGTH) {
    throw new Error(
      `The file signing-secret in ${folder} holds ${secret.length} bytes instead of ${LENGTH}.`,
    );
  }
  return secret;
}
