import { parentPort } from "node:worker_threads";

/** A writer thread that opens as the real one does, and dies at its first batch. */
parentPort?.on("message", () => {
  throw new Error("The writer dies for the test.");
});
parentPort?.postMessage("ready");
