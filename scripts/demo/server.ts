import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";

const START = path.join(import.meta.dirname, "..", "..", "src", "start.mjs");
const PATIENCE = 60_000;
const POLL = 100;

/** A server of our own, and how to stop it. */
export interface OwnServer {
  readonly url: string;
  /** Asks it to stop and waits until it has; resolves to false if it had to be killed. */
  stop(): Promise<boolean>;
}

/** Starts a server with its data in `folder` on a free port, for everybody unless the settings say more, and waits until it is ready. */
export async function startServer(
  folder: string,
  settings: Readonly<Record<string, string>> = { TAMS_AUTH: "none" },
): Promise<OwnServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, TAMS_PORT: String(port), TAMS_DATA: folder, ...settings };
  const child = spawn(process.execPath, [START], { env, stdio: ["ignore", "pipe", "pipe"] });
  // Whatever ends this program, the server must not outlive it.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) output.on("data", (chunk) => lines.push(String(chunk)));
  const server = { url, stop: () => stop(child) };
  try {
    await ready(url, child);
    return server;
  } catch (cause) {
    await server.stop();
    throw new Error(`The server did not start: ${lines.join("").slice(-2000)}`, { cause });
  }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && child.exitCode === null) {
    const reply = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (reply?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  throw new Error(
    child.exitCode === null ? `It was not ready in time.` : `It ended with code ${child.exitCode}.`,
  );
}

async function stop(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) return true;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE / 2);
  await exited;
  clearTimeout(timer);
  return child.signalCode !== "SIGKILL";
}

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
