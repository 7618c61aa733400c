/** The keys of every emulator that these scripts start: it lives for a run, on this machine. */
export const EMULATOR_KEYS = { accessKeyId: "judge", secretAccessKey: "a secret of this run" };

/** The same, by the names of the variables that the SDK's fixtures and scripts read. */
export function keysOfSdk(): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: EMULATOR_KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: EMULATOR_KEYS.secretAccessKey,
  };
}
