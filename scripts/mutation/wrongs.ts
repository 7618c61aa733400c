import { type Answer, answerOf, type Call, type Delivery, type Doc, docsOf, isDoc } from "./exchange.ts";
import type { Change, Scene } from "./mutation.ts";

/** Answers with another status; `204` loses its body. */
export function answers(from: number, to: number, when: (call: Call) => boolean = () => true): Change {
  return {
    reply: (answer, call) => {
      if (answer.status !== from || !when(call)) return;
      answer.status = to;
      if (to === 204) empty(answer);
    },
  };
}

/** Answers with success, and the body of the request where there is one, what the server refuses. */
export function accepts(from: number, to: number, when: (call: Call) => boolean = () => true): Change {
  return {
    reply: (answer, call) => {
      if (answer.status !== from || !when(call)) return;
      answer.status = to;
      if (to === 204) empty(answer);
      else if (call.method === "GET") answer.body = [];
      else answer.body = call.body ?? null;
    },
  };
}

function empty(answer: Answer): void {
  answer.body = undefined;
  answer.bytes = Buffer.alloc(0);
  delete answer.headers["content-type"];
}

/** Sends replies without a header, or with another value of it. */
export function header(name: string, value?: (given: string, call: Call) => string | undefined): Change {
  return {
    reply: ({ headers }, call) => {
      const given = headers[name];
      if (given === undefined) return;
      const changed = value?.(given, call);
      if (changed === undefined) delete headers[name];
      else headers[name] = changed;
    },
  };
}

/** Takes no notice of query parameters, by name or by the start of a name that ends in a dot. */
export function ignores(...names: readonly string[]): Change {
  const isIgnored = (given: string) =>
    names.some((name) => given === name || (name.endsWith(".") && given.startsWith(name)));
  return { request: ({ query }) => query.remove(isIgnored) };
}

/** Takes a query parameter for another value. */
export function reads(name: string, value: (given: string) => string | undefined): Change {
  return {
    request: ({ query }) => {
      const given = query.get(name);
      const changed = given === undefined ? undefined : value(given);
      if (given === undefined || changed === given) return;
      if (changed === undefined) query.remove((item) => item === name);
      else query.set(name, changed);
    },
  };
}

/** Ignores the values of a query parameter that it should refuse. */
export function forgives(name: string, isWrong: (given: string) => boolean): Change {
  return reads(name, (given) => (isWrong(given) ? undefined : given));
}

/** Takes a query parameter for given where it is not. */
export function assumes(name: string, value: string): Change {
  return {
    request: ({ query }) => {
      if (query.get(name) === undefined) query.set(name, value);
    },
  };
}

/** Changes every object that a successful reply is or lists. */
export function shows(edit: (doc: Doc, call: Call, scene: Scene) => void): Change {
  return {
    reply: (answer, call, scene) => {
      if (answer.status < 200 || answer.status > 299) return;
      for (const doc of docsOf(answer.body)) edit(doc, call, scene);
    },
  };
}

/** Leaves a key out of every object in replies. */
export function hides(...keys: readonly string[]): Change {
  return shows((doc) => {
    for (const key of keys) delete doc[key];
  });
}

/** Changes the list that a successful reply is; the headers that count it follow. */
export function lists(edit: (items: unknown[], call: Call, scene: Scene) => unknown[]): Change {
  return {
    reply: (answer, call, scene) => {
      if (answer.status !== 200 || !Array.isArray(answer.body)) return;
      answer.body = edit([...answer.body], call, scene);
      const length = Array.isArray(answer.body) ? answer.body.length : 0;
      if ("x-paging-count" in answer.headers) answer.headers["x-paging-count"] = String(length);
    },
  };
}

/** Changes every object that a key of the objects in replies holds, or lists. */
export function inside(key: string, edit: (doc: Doc) => void): Change {
  return shows((doc) => {
    for (const item of docsOf(doc[key])) edit(item);
  });
}

/** Changes the body of a request, the objects of a list one by one; undefined leaves it as it is. */
export function takes(edit: (doc: Doc, call: Call) => Doc | undefined): Change {
  return {
    request: (call) => {
      const { body } = call;
      if (Array.isArray(body))
        call.body = body.map((item) => (isDoc(item) ? (edit(item, call) ?? item) : item));
      else if (isDoc(body)) call.body = edit(body, call) ?? body;
    },
  };
}

/** Leaves keys of the body of a request out of account. */
export function drops(...keys: readonly string[]): Change {
  return takes((doc) => without(doc, ...keys));
}

/** Takes another value for the body of a request; undefined leaves it as it is. */
export function hears(edit: (body: unknown, call: Call) => unknown): Change {
  return {
    request: (call) => {
      call.body = edit(call.body, call) ?? call.body;
    },
  };
}

/** Answers as if it had done what it was asked, without doing it. */
export function pretends(status: number, when: (call: Call) => boolean = () => true): Change {
  return {
    instead: (call) => (when(call) ? answerOf(status, status === 204 ? undefined : call.body) : undefined),
  };
}

/** Changes the bodies of events, all or those of one type. */
export function tells(edit: (doc: Doc, inner: Doc) => void, type = ""): Change {
  return {
    event: (delivery) => {
      if (!isOf(delivery, type)) return [delivery];
      const body: unknown = structuredClone(delivery.body);
      const inner = isDoc(body) ? body["event"] : undefined;
      if (isDoc(body)) edit(body, isDoc(inner) ? inner : {});
      return [{ ...delivery, body }];
    },
  };
}

/** Decides which deliveries become of one, for events of a type or of all. */
export function delivers(edit: (delivery: Delivery, scene: Scene) => readonly Delivery[], type = ""): Change {
  return { event: (delivery, scene) => (isOf(delivery, type) ? edit(delivery, scene) : [delivery]) };
}

function isOf({ body }: Delivery, type: string): boolean {
  return isDoc(body) && String(body["event_type"]).startsWith(type);
}

/** Takes no notice of read_only: it is undone before the request is passed on. */
export function unlocks(): Change {
  return {
    request: async (call, { server, mark }) => {
      const flow = call.path.split("/").slice(0, 3).join("/");
      const { body } = await server("GET", `${flow}/read_only`);
      if (body !== true) return;
      await server("PUT", `${flow}/read_only`, false);
      mark();
    },
  };
}

/** Keeps one key of a document that a replacing PUT leaves out. */
export function keeps(key: string): Change {
  return {
    request: async (call, { server }) => {
      if (!isDoc(call.body) || call.body[key] !== undefined) return;
      const { body } = await server("GET", call.path);
      if (isDoc(body) && body[key] !== undefined) call.body = { ...call.body, [key]: body[key] };
    },
  };
}

/** A document without some of its keys. */
export function without(doc: Doc, ...keys: readonly string[]): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([name]) => !keys.includes(name)));
}
