import { readFileSync, type StatsListener, unwatchFile, watchFile } from "node:fs";
import type { Server } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { Log } from "../services/app.ts";
import type { HttpSettings } from "./settings.ts";

/** The files of a certificate and its key, in PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** How often the files are looked at. */
const lookMs = 1000;

/** The files that the settings name; undefined where there is no TLS. */
export function tlsFilesOf({ tlsCertFile, tlsKeyFile }: HttpSettings): TlsFiles | undefined {
  return tlsCertFile === "" ? undefined : { cert: tlsCertFile, key: tlsKeyFile };
}

/** Reads a pair and proves that it is one. Throws a sentence that names the files. */
export function readTls({ cert, key }: TlsFiles): SecureContextOptions {
  try {
    const pair = { cert: readFileSync(cert), key: readFileSync(key), minVersion: "TLSv1.2" } as const;
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The certificate ${cert} with the key ${key} cannot be used: ${reason}.`, { cause });
  }
}

/**
 * Serves a new pair as soon as the files have changed, and at SIGHUP; one that cannot be used is logged and changes nothing.
 * Connections that are open keep the pair they began with. Answers how to stop that.
 */
export function keepTlsFresh(server: Server, files: TlsFiles, log: Log): () => void {
  const reload = (): void => {
    try {
      server.setSecureContext(readTls(files));
      log.info("The TLS certificate was read again.", { file: files.cert });
    } catch (cause) {
      log.error("The TLS certificate was not replaced.", {
        cause: cause instanceof Error ? cause.message : String(cause),
      });
    }
  };
  // Names are watched and not the files behind them, since whoever renews certificates replaces files or links.
  const look: StatsListener = (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) reload();
  };
  const names = Object.values<string>({ ...files });
  for (const name of names) watchFile(name, { interval: lookMs, persistent: false }, look);
  process.on("SIGHUP", reload);
  return () => {
    for (const name of names) unwatchFile(name, look);
    process.off("SIGHUP", reload);
  };
}
