import { unrestricted } from "../../src/services/access.ts";

/** Whoever calls a server that asks nobody who he is. */
export const LOCAL = unrestricted("open:local", "local");
