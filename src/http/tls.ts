import { readFileSync, statSync } from "node:fs";
import type { Server } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import type { Log } from "../services/app.ts";
import type { HttpSettings } from "./settings.ts";

/** The files of a certificate and its key, in PEM. */
interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate with its key as they were read, and how their files looked just before. */
export interface TlsPair {
  readonly files: TlsFiles;
  readonly stamp: string;
  readonly context: SecureContextOptions;
}

/** How often the files are looked at. */
const lookMs = 1000;

/**
 * Reads the pair that the settings name and proves that it is one; undefined where there is no TLS. Throws a sentence that
 * names the files.
 */
export function openTls({ tlsCertFile, tlsKeyFile }: HttpSettings): TlsPair | undefined {
  if (tlsCertFile === "") return undefined;
  const files = { cert: tlsCertFile, key: tlsKeyFile };
  return { files, stamp: stampOf(files), context: readPair(files) };
}

function readPair({ cert, key }: TlsFiles): SecureContextOptions {
  try {
    const pair = { cert: readFileSync(cert), key: readFileSync(key), minVersion: "TLSv1.2" } as const;
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The certificate ${cert} with the key ${key} cannot be used: ${reason}.`, { cause });
  }
}

/** What differs once a file is another or has other bytes. Names are followed, since renewals replace files or links. */
function stampOf({ cert, key }: TlsFiles): string {
  return [cert, key].map(lookOf).join(" ");
}

function lookOf(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file);
    return `${ino}@${mtimeMs}`;
  } catch {
    return "unreadable";
  }
}

/**
 * Serves a new pair as soon as the files have changed, and at SIGHUP; one that cannot be used is logged and changes nothing.
 * Connections that are open keep the pair they began with. Answers how to stop that.
 */
export function keepTlsFresh(server: Server, { files, stamp }: TlsPair, log: Log): () => void {
  let seen = stamp;
  const reload = (): void => {
    // Before reading: what changes meanwhile is read once more.
    seen = stampOf(files);
    try {
      server.setSecureContext(readPair(files));
      log.info("The TLS certificate was read again.", { file: files.cert });
    } catch (cause) {
      log.error("The TLS certificate was not replaced.", {
        cause: cause instanceof Error ? cause.message : String(cause),
      });
    }
  };
  // Not `watchFile`, which would compare with what it finds some time after the start and not with what was read.
  const looks = setInterval(() => {
    if (stampOf(files) !== seen) reload();
  }, lookMs).unref();
  process.on("SIGHUP", reload);
  return () => {
    clearInterval(looks);
    process.off("SIGHUP", reload);
  };
}
