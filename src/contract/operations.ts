import type { Readable } from "node:stream";
import type { components, operations } from "./generated/types.ts";

/** The contract's schemas by name, for example `Schemas["flow-get"]`. */
export type Schemas = components["schemas"];
/** Every operation of the contract and of our extensions, by its official id. */
export type OperationId = keyof operations;

type Of<Id extends OperationId, Part extends string> = operations[Id] extends { [P in Part]?: infer Value }
  ? NonNullable<Value>
  : never;
type Parameters<Id extends OperationId, In extends string> =
  Of<Id, "parameters"> extends { [P in In]?: infer Value }
    ? [NonNullable<Value>] extends [never]
      ? {}
      : NonNullable<Value>
    : {};
/** `tag.{name}` in the document stands for any name: a literal key there, a pattern here. */
type Dynamic<Params> = {
  [Name in keyof Params as Name extends `${infer Family}{name}` ? `${Family}${string}` : Name]: Params[Name];
};
type JsonOrBytes<Content> = Content extends { "application/json": infer Body } ? Body : Readable;

export type Path<Id extends OperationId> = Parameters<Id, "path">;
export type Query<Id extends OperationId> = Dynamic<Parameters<Id, "query">>;
export type Header<Id extends OperationId> = Parameters<Id, "header">;
/** The parsed JSON body, or the bytes as a stream where the contract has another media type. */
export type Body<Id extends OperationId> = operations[Id] extends { requestBody: { content: infer Content } }
  ? JsonOrBytes<Content>
  : operations[Id] extends { requestBody?: infer Optional }
    ? NonNullable<Optional> extends { content: infer Content }
      ? JsonOrBytes<Content> | undefined
      : undefined
    : undefined;

/** The coarse scopes `tams-api/read` and so on (TAMS AppNote 0016); none implies another, but `admin` suffices for all. */
export type Scope = "read" | "write" | "delete" | "admin";
/** What may be allowed on one resource. */
export type Permission = "read" | "write" | "delete";

/**
 * What a policy gives one caller by the `auth_classes` of resources (TAMS ADR 0035, AppNote 0016). The empty class is that
 * of resources without any.
 */
export interface Grants {
  /** Classes that give a permission; `all` gives it on every resource. */
  readonly allow: Readonly<Record<Permission, "all" | ReadonlySet<string>>>;
  /** Classes that take a permission away, whatever else gives it. */
  readonly deny: Readonly<Record<Permission, ReadonlySet<string>>>;
  /** May make Sources that belong to nothing yet, and Profiles. */
  readonly create: boolean;
  /** The classes of what this caller makes without naming any. */
  readonly newClasses: readonly string[];
  /** What a class gives to anybody, and so what is handed out with it. */
  conferred(name: string): readonly Permission[];
}

/** Why something was allowed or refused, for whoever asks for an explanation. */
export interface Decision {
  readonly allowed: boolean;
  /** What was to be done, such as `read Flow ID` or `scope write`. */
  readonly asked: string;
  /** The rule that decided, as a sentence. */
  readonly rule: string;
}

/** Who is calling. */
export interface Principal {
  /** Unlike `name`, never shared by two at one time: `user:NAME`, `client:ID`, `remote:ISSUER SUBJECT`, or `open:local` without authentication. */
  readonly id: string;
  /** When a local user's account was made: what tells it from one of the same name that was removed before. */
  readonly account?: string;
  /** Shown in `created_by` and `updated_by`. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly groups: readonly string[];
  /** Absent for who may do everything: no policy is in force, or this is an administrator. */
  readonly grants?: Grants;
  /** Told of each decision about this caller. */
  readonly note?: (decision: Decision) => void;
}

/** A validated request. */
export interface Call<Id extends OperationId> {
  readonly path: Path<Id>;
  /** Every `tag.*` style filter is here under its full, decoded name. */
  readonly query: Query<Id>;
  /** Declared header parameters, by lower-case name. */
  readonly header: Header<Id>;
  readonly body: Body<Id>;
  readonly principal: Principal;
  /** The client's, behind trusted proxies the one that they name. */
  readonly address: string;
  /** The public base URL of the API, absolute, without a trailing slash. */
  readonly base: string;
  readonly requestId: string;
  /** Aborts when the client goes away or the request takes too long. */
  readonly signal: AbortSignal;
}

/** What a listing says of its page; the edge turns it into `Link` and `X-Paging-*` headers. */
export interface PageInfo {
  readonly limit: number;
  /** The opaque key of the next page, absent on the last. */
  readonly next?: string;
  readonly count?: number;
  readonly reverse?: boolean;
  readonly timerange?: string;
}

type Responses<Id extends OperationId> = operations[Id]["responses"];
type Content<Response> = Response extends { content: infer Media }
  ? { readonly body: JsonOrBytes<Media> }
  : { readonly body?: null };

/** A reply is a value, one union member for each success the operation documents; failures are thrown. */
export type Reply<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: {
    readonly status: Status;
    readonly headers?: Readonly<Record<string, string>>;
    readonly page?: PageInfo;
  } & Content<Responses<Id>[Status]>;
}[keyof Responses<Id>];

/** `App` is what handlers are given beside the call: the services' dependencies. */
export type Handler<Id extends OperationId, App> = (call: Call<Id>, app: App) => Promise<Reply<Id>>;
/** The total map: an operation without a handler does not compile. */
export type Handlers<App> = { readonly [Id in OperationId]: Handler<Id, App> };
