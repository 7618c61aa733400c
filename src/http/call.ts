import type { Call, Handlers, OperationId, PageInfo, Path, Principal } from "../contract/operations.ts";
import type { AddressOf } from "./address.ts";
import type { BaseOf } from "./base.ts";
import type { Exchange } from "./exchange.ts";

/**
 * What must hold before a bad query or body may be called bad: each throws the fault that comes first, such as the
 * absence of the Flow (TAMS X-043, FP-007), or resolves.
 */
export type Preconditions<App> = {
  readonly [Id in OperationId]?: (path: Path<Id>, app: App, principal: Principal) => Promise<void>;
};

/** A reply of any operation, as the edge sees it. */
export interface AnyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly page?: PageInfo;
  readonly body?: unknown;
}

/** A handler of any operation. */
export type AnyHandler<App> = (call: EdgeCall, app: App) => Promise<AnyReply>;
/** A precondition of any operation. */
export type AnyPrecondition<App> = (
  path: Record<string, string>,
  app: App,
  principal: Principal,
) => Promise<void>;

/** How a call is told where it came from and what it came to. */
export interface Addresses {
  readonly baseOf: BaseOf;
  readonly addressOf: AddressOf;
}

/** The call a handler is given: everything in it has met the contract. */
export class EdgeCall implements Record<keyof Call<OperationId>, unknown> {
  readonly path: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
  readonly principal: Principal;
  readonly requestId: string;
  readonly #exchange: Exchange;
  readonly #addresses: Addresses;

  constructor(exchange: Exchange, addresses: Addresses) {
    const { path, query, header, body } = exchange.received;
    this.path = path;
    this.query = query;
    this.header = header;
    this.body = body;
    this.principal = exchange.principal;
    this.requestId = exchange.id;
    this.#exchange = exchange;
    this.#addresses = addresses;
  }

  get address(): string {
    return this.#addresses.addressOf(this.#exchange.request);
  }

  get base(): string {
    return this.#addresses.baseOf(this.#exchange.request);
  }

  get signal(): AbortSignal {
    return this.#exchange.signal;
  }
}

/**
 * The handler of an operation, seen as one of any operation. The cast is sound because an `EdgeCall` is handed over
 * only after the validators, which are generated from the same document as the types, accepted each of its parts.
 */
export function handlerOf<App>(handlers: Handlers<App>, id: OperationId): AnyHandler<App> | undefined {
  return handlers[id] as unknown as AnyHandler<App> | undefined;
}

/** The precondition of an operation, if it has one; sound for the same reason, as the path is checked first. */
export function preconditionOf<App>(
  all: Preconditions<App>,
  id: OperationId,
): AnyPrecondition<App> | undefined {
  return all[id] as unknown as AnyPrecondition<App> | undefined;
}
