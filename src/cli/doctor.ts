import { group } from "./command.ts";
import { doctorMedia } from "./doctor-media.ts";
import { doctorVast } from "./doctor-vast.ts";

/** What is proved about the things that the server needs. */
export const doctor = group(
  "tams doctor",
  "doctor",
  "prove that what the server needs works, or say how to mend it",
  [doctorMedia, doctorVast],
);
