import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import { measure, type Rate } from "./bench-http/client.ts";
import { isKind, paths, type Served, serve } from "./bench-http/servers.ts";

const HELP = `Usage: node scripts/bench-http.ts [--seconds N] [--connections N] [--rounds N]

Requests a second that the HTTP pipeline serves, against a bare node:http server that sends the same bytes, in turns:
one Flow, and a page of 100 Segments with 200 URLs. Handlers answer from memory; routing, reading, both validations,
serialising and the access log (to /dev/null) are measured, and once more with authentication on: a JWT, its scope, and the
limits of its caller and address. The best of the rounds counts; ratios are on the last lines.

  --seconds N      length of one measurement (default 3)
  --connections N  keep-alive connections, one request at a time on each (default 32)
  --rounds N       turns of each (default 3)
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    seconds: { type: "string", default: "3" },
    connections: { type: "string", default: "32" },
    rounds: { type: "string", default: "3" },
    serve: { type: "string" },
  },
});
if (values.help) process.stdout.write(HELP);
else if (isKind(values.serve)) await serve(values.serve);
else await bench(Number(values.seconds), Number(values.connections), Number(values.rounds));

async function bench(seconds: number, connections: number, rounds: number): Promise<void> {
  const best = new Map<string, Rate>();
  for (let round = 0; round < rounds; round++) {
    for (const kind of ["bare", "pipeline", "authenticated"] as const) {
      for (const [name, target] of Object.entries(paths)) {
        const rate = await withServer(kind, (served) => measure({ ...served, target, seconds, connections }));
        const before = best.get(`${kind} ${name}`);
        if (before === undefined || before.perSecond < rate.perSecond) best.set(`${kind} ${name}`, rate);
      }
    }
  }
  process.stdout.write(
    `${"".padEnd(24)}${"req/s".padStart(8)}${"p50 ms".padStart(9)}${"p99 ms".padStart(9)}\n`,
  );
  for (const [name, rate] of best) process.stdout.write(`${name.padEnd(24)}${row(rate)}\n`);
  process.stdout.write(`authenticated/pipeline: ${ratios(best, "authenticated", "pipeline")}\n`);
  process.stdout.write(`pipeline/bare: ${ratios(best, "pipeline", "bare")}\n`);
}

function row({ perSecond, p50, p99 }: Rate): string {
  return `${Math.round(perSecond).toString().padStart(8)}${p50.toFixed(1).padStart(9)}${p99.toFixed(1).padStart(9)}`;
}

function ratios(best: ReadonlyMap<string, Rate>, kind: string, toKind: string): string {
  const ratio = (name: string): number =>
    (best.get(`${kind} ${name}`)?.perSecond ?? 0) / (best.get(`${toKind} ${name}`)?.perSecond ?? 1);
  return Object.keys(paths)
    .map((name) => `${name} ${ratio(name).toFixed(2)}`)
    .join(", ");
}

/** Each server is a process of its own, so that client and server do not share an event loop. */
async function withServer<Result>(kind: string, work: (served: Served) => Promise<Result>): Promise<Result> {
  const env = { ...process.env, NODE_ENV: "production" };
  const child = fork(path.join(import.meta.dirname, "bench-http.ts"), ["--serve", kind], { env });
  const [served] = toServed(await once(child, "message"));
  try {
    return await work(served);
  } finally {
    child.kill();
    await once(child, "exit");
  }
}

/** The children are this program, so what they send is what `serve` sends. */
function toServed(message: unknown): [Served] {
  return message as [Served];
}
