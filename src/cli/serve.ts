import { main } from "../main.ts";
import type { Command } from "./command.ts";

/** Serves the API; what the program does when no command is named. */
export const serve: Command = {
  name: "serve",
  summary: "serve the API (the default)",
  run: async (args) => {
    await main(args);
    return Number(process.exitCode ?? 0);
  },
};
