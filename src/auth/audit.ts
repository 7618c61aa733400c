import type { Principal } from "../contract/operations.ts";
import type { Log } from "../services/app.ts";
import { insert } from "../storage/changes.ts";
import type { Engine } from "../storage/engine.ts";
import type { Row } from "../storage/tables.ts";
import { type AuditEntry, auditRow, type Outcome } from "./audit-log.ts";
import { Refusals } from "./refusals.ts";

/** An exchange at its end, as the edge tells it. */
export interface Decided {
  /** Absent where nobody was asked, or nobody could say. */
  readonly principal?: Pick<Principal, "id" | "name">;
  readonly operation?: string;
  /** Without the query, which can hold a token. */
  readonly path: string;
  /** In upper case. */
  readonly method: string;
  /** 0 where no answer went out. */
  readonly status: number;
  readonly address: string;
  /** The id of the request, as its answer has it. */
  readonly id: string;
  /** What kept it from being done, if not the request itself. */
  readonly refusedBy?: "credentials" | "scope" | "permission" | "origin" | "rate";
  /** The last rule that stood against the caller: what refused it, or hid what it asked for. */
  readonly rule?: string;
}

/** What became of an account of this server. */
export interface AccountEvent {
  readonly event: "login" | "lockout" | "refresh" | "refresh_reuse" | "logout" | "token_issued";
  readonly actor?: { readonly id: string; readonly name: string };
  /** The user whose name was tried. Never what is nobody's name: it may be a password in the wrong place. */
  readonly name?: string;
  readonly outcome: "allowed" | "refused";
  readonly rule?: string;
  readonly address?: string;
}

/** Takes notes for the audit log; neither call waits or throws. */
export interface AuditLog {
  /** Notes an exchange if it changed something, or was refused, or reads are noted too. */
  readonly decided: (exchange: Decided) => void;
  readonly account: (event: AccountEvent) => void;
  /** Writes what is noted. Rejects `unavailable` where that cannot be; it is kept and tried again. */
  flush(): Promise<void>;
  /** Writes what is noted, if that can be, and ends. */
  close(): Promise<void>;
}

/** What the audit log is made of. */
export interface AuditOptions {
  readonly engine: Engine;
  readonly log: Log;
  now(): Date;
  readonly settings: { readonly auditReads: boolean };
  /** Notes that wait for an engine that is out; more are counted and dropped. For tests. */
  readonly room?: number;
}

/** So many rows are one write, and so long a note waits for others. */
const BATCH = 500;
const DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const ROOM = 20_000;
const SETTLE_MS = 10_000;

/** Opens the notebook; one for each server that asks who calls. */
export function openAudit(options: AuditOptions): AuditLog {
  return new Notebook(options);
}

class Notebook implements AuditLog {
  readonly #options: AuditOptions;
  readonly #room: number;
  readonly #refusals = new Refusals();
  readonly #settling: NodeJS.Timeout;
  #rows: Row<"auth_log">[] = [];
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #delay = DELAY_MS;

  constructor(options: AuditOptions) {
    this.#options = options;
    this.#room = options.room ?? ROOM;
    this.#settling = setInterval(() => this.#settle(false), SETTLE_MS);
    this.#settling.unref();
  }

  readonly decided = (exchange: Decided): void => {
    const entry = requestEntry(exchange, this.#time(), this.#options.settings.auditReads);
    if (entry !== undefined) this.#note(entry);
  };

  readonly account = ({ name, ...event }: AccountEvent): void => {
    const resource = event.actor?.id ?? (name === undefined ? "" : `user:${name}`);
    this.#note({ time: this.#time(), ...event, resource });
  };

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#rows.length > 0) {
      this.#writing ??= this.#writeSome().finally(() => {
        this.#writing = undefined;
      });
      await this.#writing;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#settling);
    this.#settle(true);
    try {
      await this.flush();
    } catch (error) {
      this.#options.log.error("The end of the audit log could not be written", {
        entries: this.#rows.length + this.#dropped,
        error: String(error),
      });
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #time(): number {
    return this.#options.now().getTime();
  }

  #note(entry: AuditEntry): void {
    if (entry.outcome === "refused" && !this.#refusals.admits(entry, entry.time)) return;
    this.#add(entry);
  }

  #add(entry: AuditEntry): void {
    if (this.#rows.length >= this.#room) {
      this.#dropped++;
      return;
    }
    this.#rows.push(auditRow(entry));
    if (this.#rows.length === BATCH && this.#delay === DELAY_MS) this.#writeSoon(0);
    else if (this.#timer === undefined) this.#writeSoon(this.#delay);
  }

  /** Says of the refusals that were not written one by one how many they were. */
  #settle(all: boolean): void {
    const time = this.#time();
    for (const { count, address, actor } of this.#refusals.settle(time, all)) {
      const rule = `${count} more refusals within a minute, which are not written one by one`;
      const whose = { ...(address !== undefined && { address }), ...(actor && { actor }) };
      this.#add({ time, ...whose, event: "refusals", resource: "", outcome: "refused", rule });
    }
  }

  #writeSoon(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush().catch((error: unknown) => this.#tryLater(error));
    }, delay);
    this.#timer.unref();
  }

  #tryLater(error: unknown): void {
    this.#options.log.warn("The audit log waits to be written", {
      entries: this.#rows.length,
      dropped: this.#dropped,
      error: String(error),
    });
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
    this.#writeSoon(this.#delay);
  }

  async #writeSome(): Promise<void> {
    const batch = this.#rows.slice(0, BATCH);
    await this.#options.engine.write([], async (view) => {
      // A write whose answer was lost may have been done, all of it or nothing.
      const [first] = batch;
      const isThere = first !== undefined && (await view.get("auth_log", { id: first.id })) !== undefined;
      return { result: undefined, changes: isThere ? [] : insert("auth_log", batch) };
    });
    this.#rows = this.#rows.slice(batch.length);
    this.#delay = DELAY_MS;
    this.#tellDropped();
  }

  #tellDropped(): void {
    const dropped = this.#dropped;
    if (dropped === 0) return;
    this.#dropped = 0;
    const rule = `${dropped} entries were dropped, since the database could not be written and there was no room left`;
    this.#options.log.error("Entries of the audit log were dropped", { dropped });
    this.#add({ time: this.#time(), event: "dropped", resource: "", outcome: "failed", rule });
  }
}

/** A refusal is kept whatever it was, and a change whatever became of it; a hidden resource is a refusal (AUTH-035). */
function requestEntry(exchange: Decided, time: number, reads: boolean): AuditEntry | undefined {
  const { principal, operation, path, method, status, address, id, refusedBy, rule } = exchange;
  const outcome = outcomeOf(exchange);
  if (method === "OPTIONS" || (outcome !== "refused" && !reads && isRead(method))) return undefined;
  const reason = rule ?? (refusedBy && REASONS[refusedBy]);
  return {
    time,
    ...(principal && { actor: { id: principal.id, name: principal.name } }),
    event: "request",
    ...(operation !== undefined && { operation }),
    resource: path.split("?", 1)[0] ?? "",
    outcome,
    status,
    ...(outcome === "refused" && reason !== undefined && { rule: reason }),
    address,
    requestId: id,
  };
}

const REASONS = {
  credentials: "no valid credentials",
  scope: "the scopes do not suffice",
  permission: "the caller may not do this",
  origin: "the request comes from a page of another origin",
  rate: "too many requests",
} as const;

const REFUSALS: readonly number[] = [401, 403, 429];
/** As what a request is answered that names what its caller may not see. */
const HIDING: readonly number[] = [400, 404];

function outcomeOf({ status, refusedBy, rule }: Decided): Outcome {
  const isHidden = (rule !== undefined || refusedBy !== undefined) && HIDING.includes(status);
  if (REFUSALS.includes(status) || isHidden) return "refused";
  return status >= 200 && status < 400 ? "allowed" : "failed";
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
