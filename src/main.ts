import { readFileSync } from "node:fs";
import { openLocalAccounts } from "./auth/accounts.ts";
import { type AuditLog, openAudit } from "./auth/audit.ts";
import type { Auth } from "./auth/auth.ts";
import { openAuth } from "./auth/open.ts";
import type { BackendSettings } from "./config/backends.ts";
import { printValues, usage } from "./config/describe.ts";
import type { S3Settings } from "./config/s3.ts";
import type { VastSettings } from "./config/vast.ts";
import { type Config, ConfigError, type Configured, readConfig } from "./config.ts";
import document from "./contract/generated/document.json" with { type: "json" };
import { announcing } from "./events/outbox.ts";
import { greetingOf } from "./greeting.ts";
import { handlers } from "./handlers/all.ts";
import type { ServerApp } from "./handlers/map.ts";
import { preconditions } from "./handlers/preconditions.ts";
import { createHttpServer, type HttpOptions } from "./http/server.ts";
import { type Log, openLog } from "./log.ts";
import { openSigningSecret } from "./media/disk/secret.ts";
import { openDiskStore } from "./media/disk/store.ts";
import type { S3StoreOptions } from "./media/s3/options.ts";
import { openS3Store } from "./media/s3/store.ts";
import type { StorageBackend } from "./media/store.ts";
import { unrestricted } from "./services/access.ts";
import type { App } from "./services/app.ts";
import { catalogued } from "./services/catalog.ts";
import { forgetCatalog } from "./services/catalog-sweep.ts";
import { classified } from "./services/classes.ts";
import { ensureRetention } from "./services/retention.ts";
import { openEmbeddedEngine } from "./storage/embedded/engine.ts";
import type { Engine } from "./storage/engine.ts";
import { openDatabase } from "./storage/vast/database.ts";
import { openVastEngine, type VastEngineOptions } from "./storage/vast/engine.ts";
import {
  disableProjections,
  enableProjections,
  type ProjectionStatus,
  projectionStatus,
} from "./storage/vast/projections.ts";
import { ensureTables, type TableStatus, tableStatus } from "./storage/vast/tables.ts";
import { startAllWorkers } from "./workers/all.ts";

/** What a start is given beside the settings. */
export interface StartOptions extends Pick<HttpOptions<App>, "onReply" | "onReplyFault"> {
  readonly log: Log;
  /** Told once when the server can no longer work and should be stopped. */
  readonly onFault?: (error: Error) => void;
}

/** A server that runs. */
export interface Running {
  /** Where it listens, with the base path. */
  readonly url: string;
  readonly app: App;
  /** Finishes what runs, then closes everything in the reverse order of opening. */
  close(): Promise<void>;
}

/** Opens everything the settings name and serves. When a part fails to open, those before it are closed again. */
export async function start(config: Config, options: StartOptions): Promise<Running> {
  const stores = await openStores(config, options);
  const closers = [stores.close];
  const close = (): Promise<void> => closeAll(closers.splice(0).reverse());
  try {
    await mustBeTold(config, stores.app);
    for (const settings of config.storageBackends) await setCors(settings, stores.app);
    const { app: living, wake } = await livingApp(stores.app);
    const gate = await openGate(config, living);
    if (gate) closers.push(gate.close);
    const app: App = { ...living, ...gate?.rules };
    let stopWork = async (): Promise<void> => undefined;
    closers.push(() => stopWork());
    const server = createHttpServer<ServerApp>({
      ...options,
      handlers,
      preconditions,
      app: { ...app, auth: gate?.auth.local },
      auth: gate?.auth,
      settings: config.http,
      ...(gate && { onDecided: gate.audit.decided }),
    });
    closers.push(() => server.close());
    const { url } = await server.listen();
    // Workers make URLs of this server, so they start once it is known where it listens.
    wake.base = (config.http.publicUrl ?? url).replace(/\/+$/, "");
    const workers = startAllWorkers(app);
    stopWork = () => workers.stop();
    wake.nudge = () => workers.nudge();
    wake.announced = () => workers.announced();
    workers.onLogged(wake.logged);
    // The first to close, since the server waits for its streams.
    closers.push(async () => wake.stop());
    return { url, app, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** Who decides who calls and what they may do, and who notes it. */
interface Gate {
  readonly auth: Auth;
  readonly audit: AuditLog;
  /** What services ask of it. */
  readonly rules: Pick<App, "ownerNow" | "propagates">;
  close(): Promise<void>;
}

/** Undefined where authentication is off. */
async function openGate(
  { auth: settings, identity, http, services }: Config,
  app: App,
): Promise<Gate | undefined> {
  const { schemes, authIssuer } = settings;
  if (schemes.length === 0) return undefined;
  const { engine, log, now } = app;
  const issuer = (): string => authIssuer ?? http.publicUrl ?? app.base();
  const { cacheSeconds } = identity;
  const audit = openAudit({ engine, log, now, settings: services });
  const local = openLocalAccounts({ engine, settings, log, now, issuer, cacheSeconds, audit: audit.account });
  const auth = await openAuth({ schemes, settings: identity, local, log, now });
  const rules = { ownerNow: auth.ownerNow, propagates: () => auth.policy.propagate };
  // The end of the log is written before the engine closes.
  return { auth, audit, rules, close: () => closeAll([() => auth.close(), () => audit.close()]) };
}

/** One part that cannot close keeps no other from closing; its failure is thrown in the end. */
async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const closer of closers) await closer().catch((cause: unknown) => failures.push(cause));
  if (failures.length > 0) throw failures[0];
}

/** What the settings name, open, without anything that works on it. */
export interface Stores {
  /** Its engine notes nothing for the catalog, and nobody hears its `nudge`. */
  readonly app: App;
  /** Closes everything in the reverse order of opening. */
  close(): Promise<void>;
}

/** Opens the engine and the Storage Backends, for the server and for commands that work without one. */
export async function openStores(
  config: Config,
  options: Pick<StartOptions, "log" | "onFault">,
): Promise<Stores> {
  const closers: (() => Promise<void>)[] = [];
  const close = (): Promise<void> => closeAll(closers.splice(0).reverse());
  try {
    return { app: await openApp(config, options, closers), close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** What an app only learns once the server runs. */
interface Wake {
  nudge: () => void;
  announced: () => void;
  readonly logged: () => void;
  readonly stop: () => void;
  base: string;
}

/** The app of a server: what its writes change becomes events, and is noted for the catalog if there is to be one. */
async function livingApp(opened: App): Promise<{ readonly app: App; readonly wake: Wake }> {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  const wake: Wake = {
    nudge: () => undefined,
    announced: () => undefined,
    logged: () => {
      for (const listener of listeners) listener();
    },
    stop: () => stopping.abort(),
    base: "",
  };
  const onLogged = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const { catalog } = opened.settings;
  const announced = announcing(opened.engine, opened.now, () => wake.announced());
  const engine = catalog ? catalogued(announced) : announced;
  const app: App = {
    ...opened,
    engine,
    nudge: () => wake.nudge(),
    onLogged,
    stopping: stopping.signal,
    base: () => wake.base,
  };
  if (!catalog) await forgetCatalog(app);
  await ensureRetention(app);
  return { app, wake };
}

async function openApp(
  config: Config,
  { log, onFault }: Pick<StartOptions, "log" | "onFault">,
  closers: (() => Promise<void>)[],
): Promise<App> {
  const engine = classified(await openEngine(config, onFault));
  closers.push(() => engine.close());
  const secret = await openSecret(config);
  const backends: StorageBackend[] = [];
  for (const settings of config.storageBackends) {
    const backend = await openBackend(settings, secret);
    closers.push(() => backend.store.close());
    backends.push(backend);
  }
  return {
    engine,
    backends,
    settings: config.services,
    versions: { api: document.info.version, service: packageVersion() },
    document,
    log,
    now: () => new Date(),
    nudge: () => undefined,
    onLogged: () => () => undefined,
    stopping: new AbortController().signal,
    base: () => "",
    ownerNow: async ({ id, name }) => unrestricted(id, name),
    propagates: () => false,
  };
}

async function openEngine({ engine, dataFolder }: Config, onFault: StartOptions["onFault"]): Promise<Engine> {
  if (engine.kind === "vast") return await openVastEngine(vastOptions(engine.vast));
  return await openEmbeddedEngine({ folder: dataFolder, ...(onFault && { onFault }) });
}

/** The settings as the VAST engine takes them. Throws when the file of certificates cannot be read. */
export function vastOptions({
  bucket,
  schema,
  caFile,
  verifyTls,
  ...client
}: VastSettings): VastEngineOptions {
  const ca = caFile === undefined ? {} : { ca: readFileSync(caFile, "utf8") };
  return { client: { ...client, tls: { ...ca, rejectUnauthorized: verifyTls } }, bucket, schema };
}

/** The tables of the VAST engine, for commands that look after them without a server. */
export interface VastTables {
  /** How each compares with its declaration. */
  status(): Promise<readonly TableStatus[]>;
  /** Creates what is missing, and brings it to the newest version. */
  create(): Promise<void>;
  /** Whether projections are switched on, and how far the cluster has got with each. */
  projections(): Promise<{ readonly enabled: boolean; readonly projections: readonly ProjectionStatus[] }>;
  /** Creates those that are missing, now and at every start. Gives their names. */
  enableProjections(): Promise<readonly string[]>;
  /** Drops those that the server created, and creates none from now on. Gives their names. */
  disableProjections(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Connects to the VAST Database, and changes nothing there yet. Throws `unavailable` when it does not answer. */
export async function openVastTables(settings: VastSettings): Promise<VastTables> {
  const database = await openDatabase(vastOptions(settings));
  return {
    status: () => tableStatus(database),
    create: () => ensureTables(database),
    projections: () => projectionStatus(database),
    enableProjections: () => enableProjections(database),
    disableProjections: () => disableProjections(database),
    close: () => database.client.close(),
  };
}

/** Opens one Storage Backend, without its CORS rules. Folders sign URLs with the secret; buckets can be handled with other care. */
export async function openBackend(
  settings: BackendSettings,
  secret: Buffer,
  care: Omit<Partial<S3StoreOptions>, keyof S3Settings> = {},
): Promise<StorageBackend> {
  if (settings.kind === "disk") {
    const { kind: _, folder, ...described } = settings;
    return { ...described, store: await openDiskStore({ storageId: described.id, folder, secret }) };
  }
  const { kind: _, s3, ...described } = settings;
  return { ...described, store: await openS3Store({ ...s3, ...care }) };
}

/** A store that is down now may be up when a browser needs the rules; the health check says that it is down. */
async function setCors(settings: BackendSettings, { backends, log }: App): Promise<void> {
  if (settings.kind !== "s3" || settings.s3.cors === undefined) return;
  const { bucket, cors } = settings.s3;
  const store = backends.find(({ id }) => id === settings.id)?.store;
  await store?.setCors?.(cors).catch((cause: unknown) => {
    log.warn("The CORS rules of a bucket were not set.", { bucket, cause: sentenceOf(cause) });
  });
}

/** The secret with which the server signs the URLs of its folders; it is made where there is none yet. */
export function openSecret({ dataFolder }: Config): Promise<Buffer> {
  return openSigningSecret(dataFolder);
}

function packageVersion(): string {
  const content: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const isPackage = typeof content === "object" && content !== null && "version" in content;
  return isPackage ? String(content.version) : "unknown";
}

/**
 * The program: reads the settings, serves until a signal, and leaves with 0, or with one sentence and 1; 2 is for settings
 * that are wrong, a line each.
 */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    const configured = readConfig(argv);
    if (configured.action === "help") process.stdout.write(usage());
    else if (configured.action === "print") process.stdout.write(printValues(configured.values));
    else await run(configured);
  } catch (cause) {
    process.stderr.write(`${sentenceOf(cause)}\n`);
    process.exitCode = cause instanceof ConfigError ? 2 : 1;
  }
}

async function run({ config, warnings }: Configured): Promise<void> {
  const log = openLog(config.logLevel);
  for (const warning of warnings) log.warn(warning);
  let stop = (_reason: string): void => undefined;
  const onFault = (error: Error): void => {
    log.error("The engine failed, so the server stops.", { cause: error.message });
    process.exitCode = 1;
    stop("engine");
  };
  const running = await start(config, { log, onFault });
  stop = stopper(running, log);
  process.on("SIGINT", () => stop("SIGINT")).on("SIGTERM", () => stop("SIGTERM"));
  log.info("listening", { url: running.url, data: config.dataFolder });
  const { api } = running.app.versions;
  const hasCallers = await mayAnybodyCall(config, running.app);
  process.stderr.write(greetingOf({ api, url: running.url, config, hasCallers }));
}

/** Whether there is anybody whose credentials could be good: else a first account has to be made. */
async function mayAnybodyCall({ identity }: Config, app: App): Promise<boolean> {
  return identity.issuers.length > 0 || identity.shared !== undefined || (await hasAccounts(app));
}

async function hasAccounts({ engine }: App): Promise<boolean> {
  const known = await engine.read(async (view) => [
    ...(await view.select("users", { limit: 1 })),
    ...(await view.select("api_tokens", { limit: 1 })),
  ]);
  return known.length > 0;
}

/** Whoever made accounts wants callers to be asked for them, so to ask nobody has to be said aloud from then on. */
async function mustBeTold({ auth }: Config, app: App): Promise<void> {
  if (!auth.auth.includes("none-at-first") || !(await hasAccounts(app))) return;
  throw new ConfigError([
    "There are accounts here, so say whether callers are asked for them: TAMS_AUTH=bearer,basic,url asks, and " +
      "TAMS_AUTH=none lets everybody do everything.",
  ]);
}

/** The first call closes in order; a second does not wait for it. */
function stopper(running: Running, log: Log): (reason: string) => void {
  let stopping = false;
  const close = async (): Promise<never> => {
    try {
      await running.close();
    } catch (cause) {
      log.error("The server did not close cleanly.", { cause: sentenceOf(cause) });
      process.exitCode = 1;
    }
    await log.close();
    process.exit();
  };
  return (reason) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info("stopping", { reason });
    void close();
  };
}

function sentenceOf(cause: unknown): string {
  if (cause instanceof ConfigError) return cause.message;
  if (!(cause instanceof Error)) return `The server could not start: ${String(cause)}.`;
  const { code, port, address } = cause as { code?: unknown; port?: unknown; address?: unknown };
  if (code === "EADDRINUSE")
    return `The server could not start: port ${port} of ${address} is taken by another program.`;
  if (code === "EACCES") return `The server could not start: permission was denied (${cause.message}).`;
  return `The server could not start: ${cause.message}`;
}
