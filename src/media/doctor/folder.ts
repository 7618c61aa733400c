import { randomUUID } from "node:crypto";
import { statfs, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Check, Trouble } from "./finding.ts";

const GIBIBYTE = 1024 ** 3;

/** That a folder is there, can be written, and has room. Makes nothing: an unmounted disk must not look like an empty one. */
export function folderChecks(folder: string): readonly Check[] {
  return [
    {
      name: "folder",
      run: async () => {
        await requireFolder(folder);
        return folder;
      },
    },
    {
      name: "free space",
      needs: ["folder"],
      run: async () => {
        const { bavail, blocks, bsize } = await statfs(folder);
        return roomOf(bavail * bsize, blocks * bsize);
      },
    },
  ];
}

/** Tries to write, since permissions, mounts and quotas all have a say. */
async function requireFolder(folder: string): Promise<void> {
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    await writeFile(probe, "", { flag: "wx" });
    await unlink(probe);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : String(thrown);
    throw new Error(`The folder ${folder} cannot be used: ${code}.`, { cause: thrown });
  }
}

/** How much room there is, of bytes. Throws a warning below 1 GiB or a twentieth. */
export function roomOf(free: number, all: number): string {
  const share = all === 0 ? 0 : Math.floor((free / all) * 100);
  const room = `${(free / GIBIBYTE).toFixed(1)} GiB are free, ${share} %`;
  if (free >= GIBIBYTE && free >= all / 20) return room;
  const advice = "Make room: delete Flows that nobody needs, or move the folder to a larger disk.";
  throw new Trouble(`Only ${room}.`, advice, "warning");
}
