/** What the HTTP edge needs to know; `config.ts` declares the defaults. Sizes are bytes, times milliseconds. */
export interface HttpSettings {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Path under which the API lives, such as `/tams/v8.2`; empty for the root. */
  readonly basePath: string;
  /** The address clients use, with its path; absent when it follows from each request. */
  readonly publicUrl?: string | undefined;
  /** Believe `Forwarded` and `X-Forwarded-*`, because a proxy sets them. */
  readonly trustProxy: boolean;
  /** Host names, beside those of this machine and of `publicUrl`, under which requests are served; `*` is any. */
  readonly trustedHosts: readonly string[];
  /** Origins that browsers may call from; `*` is any, `loopback` any of this machine, an empty list is none. */
  readonly corsOrigins: readonly string[];
  readonly maxBodyBytes: number;
  readonly maxUploadBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxJsonDepth: number;
  readonly maxListItems: number;
  /** From the request's headers to its reply; streams of bytes are exempt. */
  readonly requestTimeMs: number;
  readonly headersTimeMs: number;
  readonly keepAliveTimeMs: number;
  /** A connection on which nothing moves for so long is cut. */
  readonly idleTimeMs: number;
  /** How long a graceful shutdown waits for what runs. */
  readonly closeTimeMs: number;
  /** The certificate, with those between it and the root, and its key, both in PEM; both empty for plain HTTP. */
  readonly tlsCertFile: string;
  readonly tlsKeyFile: string;
  /** Requests a second, 0 for as many as come; both only count where authentication is on. */
  readonly rateLimitPerIdentity: number;
  readonly rateLimitPerAddress: number;
  /** Wrong credentials an address may show within a minute. */
  readonly authFailuresPerMinute: number;
}
