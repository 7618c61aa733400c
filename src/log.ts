import { Writable } from "node:stream";
import { createLogger, format, transports } from "winston";

/** A logger of one JSON object a line: `time`, `level`, `message`, then the fields. Never give it secrets. */
export interface Log {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
  /** Resolves when every line is handed to the stream. */
  close(): Promise<void>;
}

/** Where winston's transports look for the finished line. */
const line = Symbol.for("message");

const json = format((entry) => {
  const { level, message, ...fields } = entry;
  entry[line] = JSON.stringify({ time: new Date().toISOString(), level, message, ...fields });
  return entry;
});

/** Gathers the lines of one turn of the event loop into one write, which under load saves a system call a request. */
function inBatches(stream: Writable): Writable {
  // Whoever read the log may have gone, or its disk be full: the server serves on without it.
  stream.on("error", () => undefined);
  const pass = (text: string, done: () => void): void => {
    stream.write(text);
    setImmediate(done);
  };
  return new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => pass(chunk, done),
    writev: (chunks, done) => pass(chunks.map(({ chunk }) => chunk).join(""), done),
  });
}

/** Opens a logger that writes lines of at least the given severity to a stream, which stays open after it. */
export function openLog(level: "error" | "warn" | "info" | "debug", stream: Writable = process.stdout): Log {
  const batches = inBatches(stream);
  const logger = createLogger({
    level,
    format: json(),
    transports: [new transports.Stream({ stream: batches })],
  });
  const write =
    (severity: string) =>
    (message: string, fields: object = {}): void => {
      logger.log(severity, message, fields);
    };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    close: () => new Promise((resolve) => logger.on("finish", () => batches.end(resolve)).end()),
  };
}
