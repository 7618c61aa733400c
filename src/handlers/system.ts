import { checkHealth } from "../services/health.ts";
import type { Handlers } from "./map.ts";

export const system = {
  "GET_health-live": async () => ({ status: 200, body: { status: "ok" } }),
  "GET_health-ready": async (_, app) => {
    const checks = await checkHealth(app);
    return checks.every((check) => check.ok)
      ? { status: 200, body: { status: "ok", checks } }
      : { status: 503, body: { status: "unavailable", checks } };
  },
  GET_openapi: async (_, app) => ({ status: 200, body: { ...app.document } }),
} satisfies Partial<Handlers>;
