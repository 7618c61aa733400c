import { openVastEngine } from "../src/storage/vast/engine.ts";
import { describeEngine, type OpenEngine } from "./engine.suite.ts";
import { testEngine } from "./support/vast.ts";

describeEngine("vast", openInNewSchema);

async function openInNewSchema(): Promise<OpenEngine> {
  const options = await testEngine();
  let engine = await openVastEngine(options);
  return {
    engine,
    async reopen() {
      await engine.close();
      engine = await openVastEngine(options);
      return engine;
    },
    destroy: () => engine.close(),
  };
}
