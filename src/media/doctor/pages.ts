import { type Answer, ask } from "./ask.ts";
import { type Check, Trouble } from "./finding.ts";
import { type Sample, TYPE } from "./inside.ts";
import { urlsOf } from "./outside.ts";
import type { Patient } from "./patient.ts";

/** What players must see of an answer beside what browsers always show. */
const EXPOSED = ["Content-Range", "ETag"];

/** Whether a page of the origin may upload and download (Fetch standard, CORS protocol). */
export function pageChecks(patient: Patient, sample: () => Sample): readonly Check[] {
  const { place, origin } = patient;
  const skip = place.kind === "disk" && place.url === undefined ? "give --url" : undefined;
  const common = { needs: ["write", "public address"], isOutside: true, ...(skip && { skip }) };
  return [
    {
      ...common,
      name: "CORS for PUT",
      run: async (signal) => {
        const { url } = sample().store.uploadUrl(`${sample().stem}-none`, TYPE, urlsOf(patient)(true));
        await preflight(patient, url, "PUT", "content-type", signal);
        return `from ${origin}`;
      },
    },
    {
      ...common,
      name: "CORS for GET",
      run: async (signal) => {
        const url = sample().store.downloadUrl(`${sample().stem}-small`, urlsOf(patient)(true));
        await preflight(patient, url, "GET", "range", signal);
        const reply = await ask(url, signal, { headers: { origin, range: "bytes=0-9" } });
        if (!allowsOrigin(reply, origin)) throw closed(patient, `A GET ${missing(reply, origin)}`);
        const exposed = listIn(reply, "access-control-expose-headers");
        const hidden = EXPOSED.filter((name) => !exposed.includes(name.toLowerCase()));
        if (hidden.length > 0 && !exposed.includes("*"))
          throw closed(patient, `Pages of ${origin} may read, but not see ${hidden.join(" and ")}.`);
        return `from ${origin}`;
      },
    },
  ];
}

async function preflight(
  patient: Patient,
  url: string,
  method: string,
  header: string,
  signal: AbortSignal,
): Promise<void> {
  const { origin } = patient;
  const headers = {
    origin,
    "access-control-request-method": method,
    "access-control-request-headers": header,
  };
  const reply = await ask(url, signal, { method: "OPTIONS", headers });
  const what = `The preflight of ${method} with ${header}`;
  if (reply.status < 200 || reply.status > 299 || !allowsOrigin(reply, origin))
    throw closed(patient, `${what} ${missing(reply, origin)}`);
  if (
    !listIn(reply, "access-control-allow-methods").some((one) => one === method.toLowerCase() || one === "*")
  )
    throw closed(patient, `${what} allows other methods only.`);
  if (!listIn(reply, "access-control-allow-headers").some((one) => one === header || one === "*"))
    throw closed(patient, `${what} does not allow the header.`);
}

function allowsOrigin({ headers }: Answer, origin: string): boolean {
  const allowed = headers.get("access-control-allow-origin");
  return allowed === "*" || allowed === origin;
}

function missing({ status, headers }: Answer, origin: string): string {
  const allowed = headers.get("access-control-allow-origin");
  const allows = allowed === null ? "allows no origin" : `allows only ${allowed}`;
  return `from ${origin} was answered ${status} and ${allows}.`;
}

function listIn({ headers }: Answer, name: string): readonly string[] {
  return (headers.get(name) ?? "").split(",").map((one) => one.trim().toLowerCase());
}

function closed(patient: Patient, message: string): Trouble {
  return new Trouble(message, adviceOf(patient), patient.wantsPages ? "failed" : "warning");
}

function adviceOf({ place, origin, wantsPages }: Patient): string {
  if (place.kind === "disk")
    return `Add ${origin} to TAMS_CORS_ORIGINS of the server, and let proxies before it pass on Origin and Access-Control-*.`;
  const rule =
    `AllowedOrigins ${origin}; AllowedMethods GET, HEAD, PUT; AllowedHeaders *; ` +
    `ExposeHeaders ${["Content-Length", ...EXPOSED].join(", ")}`;
  const { bucket, cors } = place;
  if (cors?.includes(origin) || cors?.includes("*"))
    return `If the bucket ${bucket} has the rule (${rule}), a proxy or CDN before it answers OPTIONS itself: let it pass on OPTIONS, Origin and Access-Control-*.`;
  if (cors !== undefined) return `Add ${origin} to "cors" in the settings of this backend.`;
  const only = wantsPages ? "" : "Needed only if pages in browsers use the media: ";
  return `${only}Set cors: ["${origin}"] in the settings of this backend, so that the server sets the rule, or set it on bucket ${bucket}: ${rule}.`;
}
