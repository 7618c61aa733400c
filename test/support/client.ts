export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or undefined where the reply has no bytes. */
  readonly body: Body;
}

export interface Sent {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One page of a listing. */
export interface Leaf<Item> {
  readonly items: Item[];
  readonly headers: Headers;
}

/** JSON over real HTTP, with paths under the server's base URL. It judges nothing: a 500 is a reply like others. */
export class Client {
  readonly base: string;

  constructor(base: string) {
    this.base = base.replace(/\/$/, "");
  }

  /** `path` may also be an absolute URL, as `Link` and `Location` have. */
  async send<Body = unknown>(method: string, path: string, sent: Sent = {}): Promise<Reply<Body>> {
    const payload = sent.text ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const reply = await fetch(path.startsWith("http") ? path : `${this.base}${path}`, {
      method,
      redirect: "manual",
      headers: { ...(payload !== undefined && { "content-type": "application/json" }), ...sent.headers },
      ...(payload !== undefined && { body: payload }),
    });
    return { status: reply.status, headers: reply.headers, body: asJson<Body>(await reply.text()) };
  }

  get<Body = unknown>(path: string): Promise<Reply<Body>> {
    return this.send<Body>("GET", path);
  }

  head(path: string): Promise<Reply<undefined>> {
    return this.send<undefined>("HEAD", path);
  }

  put<Body = unknown>(path: string, body: unknown): Promise<Reply<Body>> {
    return this.send<Body>("PUT", path, { body });
  }

  post<Body = unknown>(path: string, body: unknown): Promise<Reply<Body>> {
    return this.send<Body>("POST", path, { body });
  }

  del<Body = unknown>(path: string): Promise<Reply<Body>> {
    return this.send<Body>("DELETE", path);
  }

  /** Every page of a listing, by the `Link` of each. Throws for a page that isn't a 200. */
  async *pages<Item>(path: string): AsyncGenerator<Leaf<Item>> {
    for (let next: string | undefined = path; next !== undefined; ) {
      const { status, headers, body }: Reply<Item[]> = await this.get<Item[]>(next);
      if (status !== 200) throw new Error(`GET ${next} got ${status}: ${JSON.stringify(body)}`);
      yield { items: body, headers };
      next = nextOf(headers);
    }
  }

  /** Every item of a listing, in the order of its pages. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of this.pages<Item>(path)) items.push(...page.items);
    return items;
  }
}

/** The URL of the next page, or undefined on the last (RFC 8288). */
export function nextOf(headers: Headers): string | undefined {
  return /<([^>]*)>\s*;\s*rel="?next"?/.exec(headers.get("link") ?? "")?.[1];
}

/** The test that asks knows what shape it expects, and its assertions check what matters of it. */
function asJson<Body>(text: string): Body {
  return (text === "" ? undefined : JSON.parse(text)) as Body;
}
