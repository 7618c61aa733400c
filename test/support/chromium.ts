import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

/** The names under which systems have Chromium or Chrome. */
const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--remote-debugging-pipe",
  "--no-first-run",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  // Without it Chromium will not start for root, as which containers run tests.
  "--no-sandbox",
];

/** The Chromium of this machine, or undefined. */
export function findChromium(): string | undefined {
  return NAMES.find((name) => spawnSync(name, ["--version"]).status === 0);
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A message of the DevTools protocol: an answer has an id, an event a method. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** How a page is shown. */
export interface View {
  readonly width: number;
  readonly scheme: "light" | "dark";
}

/** One tab of a headless Chromium, driven over a pipe by its DevTools protocol. */
export class Tab {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly events: { readonly method: string; readonly params: unknown }[] = [];
  #session: string | undefined;
  #count = 0;

  private constructor(child: ChildProcess, folder: string, input: Writable, output: Readable) {
    this.#child = child;
    this.#folder = folder;
    this.#input = input;
    let rest = "";
    output.setEncoding("utf8").on("data", (chunk: string) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) this.#receive(JSON.parse(message));
    });
    child.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("Chromium ended."));
    });
  }

  /** Starts a browser of its own profile, with one empty tab. */
  static async open(program: string): Promise<Tab> {
    const folder = await mkdtemp(path.join(tmpdir(), "tams-chromium-"));
    const child = spawn(program, [...FLAGS, `--user-data-dir=${folder}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    const [, , , input, output] = child.stdio;
    const tab = new Tab(child, folder, input as Writable, output as Readable);
    const { targetId } = await tab.send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
    const attached = { targetId, flatten: true };
    tab.#session = (await tab.send<{ sessionId: string }>("Target.attachToTarget", attached)).sessionId;
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await tab.send(`${domain}.enable`);
    return tab;
  }

  /** Sends one command of the protocol; rejects when the browser refuses it. */
  send<Result>(method: string, params: object = {}): Promise<Result> {
    this.#count += 1;
    const id = this.#count;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#input.write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
    // What a command answers is as the protocol says it.
    return promise as Promise<Result>;
  }

  /** Goes to an address and waits until it is loaded. */
  async go(url: string, { width, scheme }: View = { width: 1280, scheme: "light" }): Promise<void> {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.send("Emulation.setEmulatedMedia", { features });
    const size = { width, height: 900, deviceScaleFactor: 1, mobile: width < 500 };
    await this.send("Emulation.setDeviceMetricsOverride", size);
    this.events.length = 0;
    await this.send("Page.navigate", { url });
    while (!this.events.some(({ method }) => method === "Page.loadEventFired"))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Runs an expression in the page, awaits it and gives its value, which must be JSON. */
  async run<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await this.send<{
      result: { value: Value };
      exceptionDetails?: { exception?: { description?: string } };
    }>("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? "The page threw.");
    return result.value;
  }

  /** Presses and lets go a key, such as `Tab`; `text` is what it writes. */
  async press(key: string, text?: string): Promise<void> {
    const codes: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, " ": 32, ArrowRight: 39 };
    const event = { key, windowsVirtualKeyCode: codes[key], ...(text && { text }) };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  /** The page as a PNG: what is in view, or the whole of it. */
  async screenshot(whole: boolean): Promise<Buffer> {
    const params = { format: "png", captureBeyondViewport: whole };
    const { data } = await this.send<{ data: string }>("Page.captureScreenshot", params);
    return Buffer.from(data, "base64");
  }

  /** Ends the browser and takes its profile away. */
  async close(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined) this.events.push({ method, params });
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(error.message));
    else waiting.resolve(result);
  }
}
