import type { IncomingMessage } from "node:http";
import { type Readable, Transform } from "node:stream";
import type { Operation } from "../contract/table.ts";
import type { Exchange } from "./exchange.ts";
import { HttpProblem } from "./problem.ts";
import type { HttpSettings } from "./settings.ts";

type Limits = Pick<HttpSettings, "maxBodyBytes" | "maxUploadBytes">;

/**
 * Takes the body an operation expects: the bytes of JSON into memory, anything else as a stream. Throws 413 for
 * sizes beyond the limits and 415 for media types the operation does not know (TAMS X-004). Undefined: nothing to
 * wait for.
 */
export function receiveBody(
  exchange: Exchange,
  operation: Operation,
  limits: Limits,
): Promise<void> | undefined {
  const { body } = operation;
  if (body === undefined) return undefined;
  if (!body.json) {
    exchange.streaming = true;
    exchange.received.body = toStream(exchange.request, limits.maxUploadBytes);
    return undefined;
  }
  requireJson(exchange.request);
  requireDeclaredSize(exchange.request, limits.maxBodyBytes);
  return collect(exchange, limits.maxBodyBytes).then((bytes) => {
    exchange.bytes = bytes;
  });
}

function requireJson(request: IncomingMessage): void {
  const type = request.headers["content-type"];
  const essence = type?.split(";", 1)[0]?.trim().toLowerCase();
  if (essence !== undefined && essence !== "" && essence !== "application/json") {
    const named = JSON.stringify(essence.slice(0, 100));
    throw new HttpProblem(415, "unsupportedMediaType", `The body must be application/json, not ${named}.`);
  }
  const coding = request.headers["content-encoding"]?.trim().toLowerCase();
  if (coding !== undefined && coding !== "" && coding !== "identity") {
    throw new HttpProblem(415, "unsupportedMediaType", "The body must be sent without a Content-Encoding.", {
      "Accept-Encoding": "identity",
    });
  }
}

function requireDeclaredSize(request: IncomingMessage, limit: number): void {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
}

function tooLarge(limit: number): HttpProblem {
  return new HttpProblem(413, "tooLarge", `The body is larger than the ${limit} bytes allowed here.`);
}

/** Ends with the request, or with the response when that was sent before: then nobody reads on. */
function collect({ request, response }: Exchange, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else stop(() => reject(tooLarge(limit)));
    };
    const onEnd = (): void =>
      stop(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onGone = (): void =>
      stop(() => reject(new HttpProblem(400, "invalid", "The body ended before it was complete.")));
    const stop = (settle: () => void): void => {
      request.off("data", onData).off("end", onEnd).off("close", onGone).off("error", onGone);
      response.off("close", onGone);
      request.on("error", () => undefined);
      settle();
    };
    request.on("data", onData).on("end", onEnd).on("close", onGone).on("error", onGone);
    response.on("close", onGone);
  });
}

/** A declared length is trusted, since the parser holds the client to it; a chunked body is counted as it comes. */
function toStream(request: IncomingMessage, limit: number): Readable {
  requireDeclaredSize(request, limit);
  if (request.headers["content-length"] !== undefined) return request;
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
  // It may fail before anyone reads it, and a failure that nobody listens to ends the process.
  counted.on("error", () => undefined);
  request.on("close", () => {
    if (!request.complete)
      counted.destroy(new HttpProblem(400, "invalid", "The body ended before it was complete."));
  });
  return request.pipe(counted);
}
