const closers: (() => Promise<unknown>)[] = [];

/**
 * For what several suites share, such as a server that is started at its first use: closes it after all of them. Where
 * processes share the files of a run, each closes after every file, so whoever shares must be able to start again.
 */
export function closeAfterSuites(close: () => Promise<unknown>): void {
  closers.push(close);
}

/** Root hook of every run. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    for (const close of closers.splice(0)) await close();
  },
};
