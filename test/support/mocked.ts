import { once } from "node:events";
import http from "node:http";
import { type Context, OpenAPIBackend } from "openapi-backend";
import contract from "../../src/contract/generated/document.json" with { type: "json" };
import { toDocument } from "../../src/http/openapi.ts";

/** A server that somebody else might have: it answers every operation with an example and remembers nothing. */
export interface Mocked {
  readonly url: string;
  close(): void;
}

/** Starts the mock that openapi-backend makes of the contract, on a free port of this machine; `twist` changes what it answers. */
export async function startMocked(twist = (mock: unknown) => mock, more = {}): Promise<Mocked> {
  const definition = toDocument({ ...structuredClone(contract), security: [] });
  const api = new OpenAPIBackend({ definition, quick: true, validate: false });
  // Its media are wherever its examples say: it takes and gives anything there.
  api.register("notFound", () => ({ status: 200, mock: {} }));
  api.register("notImplemented", ({ operation }: Context) =>
    api.mockResponseForOperation(operation.operationId ?? ""),
  );
  await api.init();
  const server = http.createServer(async (request, response) => {
    request.resume();
    const { method = "", url = "", headers } = request;
    const { status, mock } = await api
      .handleRequest({ method, path: url, headers: {} })
      .catch(() => ({ status: 500, mock: {} }));
    response.writeHead(status, { "Content-Type": "application/json", ...more });
    // Its examples name hosts that nobody should be asked for.
    const body = JSON.stringify(url.startsWith("/service") ? mock : twist(mock)).replaceAll(
      /https?:\/\/[\w.-]+\.example\b/g,
      `http://${headers.host}`,
    );
    response.end(status === 204 ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close };
}
