import { randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server, type ServerOptions, STATUS_CODES } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { Duplex } from "node:stream";
import type { Log } from "../services/app.ts";
import { HttpProblem, toProblem } from "./problem.ts";
import type { HttpSettings } from "./settings.ts";
import { keepTlsFresh, openTls } from "./tls.ts";

/** A server of Node, with TLS or without. */
export type SocketServer = Server | TlsServer;

/**
 * A server of Node with the limits of the settings, over TLS if they name a certificate, which answers what its parser
 * refuses in our form too. Throws a sentence when the certificate cannot be used.
 */
export function openServer(listener: RequestListener, settings: HttpSettings, log: Log): SocketServer {
  const options: ServerOptions = {
    maxHeaderSize: settings.maxHeaderBytes,
    headersTimeout: settings.headersTimeMs,
    keepAliveTimeout: settings.keepAliveTimeMs,
    // Uploads may take long: our own clock watches requests for JSON, the idle time the rest.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(5000, settings.headersTimeMs),
    requireHostHeader: false,
    noDelay: true,
  };
  const tls = openTls(settings);
  const server =
    tls === undefined
      ? createServer(options, listener)
      : createTlsServer({ ...options, ...tls.context }, listener);
  if (tls !== undefined && "setSecureContext" in server) {
    const stop = keepTlsFresh(server, tls, log);
    server.once("close", stop);
  }
  server.setTimeout(settings.idleTimeMs);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuse(error, socket, log));
  return server;
}

/** Writes a problem straight to the socket, since there is no request to answer. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex, log: Log): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = toProblem(problemOf(error.code), randomUUID());
  const text = JSON.stringify(body);
  log.info("request refused", { id: body.request_id, status, code: error.code });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nConnection: close\r\n` +
      `X-Request-Id: ${body.request_id}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

function problemOf(code: string | undefined): HttpProblem {
  if (code === "HPE_HEADER_OVERFLOW")
    return new HttpProblem(431, "headersTooLarge", "The request line and headers are too large.");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new HttpProblem(408, "timeout", "The request did not arrive in time.");
  return new HttpProblem(400, "invalid", "The request is not HTTP/1.1 as RFC 9112 has it.");
}
