import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { printValues, settingsTable, usage } from "../../src/config/describe.ts";
import { text } from "../../src/config/kinds.ts";
import { envName, settings } from "../../src/config/settings.ts";
import { ConfigError, readConfig } from "../../src/config.ts";

const one = "0d6b7d0c-7d5a-4a7e-8f3c-1f0f3f5b7a10";

/** What is wrong with the given settings, or nothing. */
function faultsOf(argv: readonly string[], env: Record<string, string> = {}): readonly string[] {
  try {
    readConfig(argv, env);
    return [];
  } catch (thrown) {
    if (thrown instanceof ConfigError) return thrown.faults;
    throw thrown;
  }
}

function backends(list: unknown): Record<string, string> {
  return { TAMS_STORAGE_BACKENDS: JSON.stringify(list) };
}

describe("configuration", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tams-config-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it("needs nothing: every setting has a default", () => {
    const { config, warnings, action } = readConfig([], {});
    expect(action).to.equal("serve");
    expect(warnings).to.eql([]);
    expect(config.http).to.include({
      host: "127.0.0.1",
      port: 4010,
      basePath: "",
      trustProxy: false,
      maxListItems: 10_000,
    });
    expect(config.services).to.include({
      minObjectTimeoutSeconds: 3600,
      presignedUrlSeconds: 900,
      pageLimitMax: 1000,
    });
    expect(config.dataFolder).to.equal(resolve("data"));
  });

  it("lets flags win over the environment, and the environment over the file", () => {
    const path = file(
      "a.yaml",
      "port: 1\npageLimitMax: 500\nlogLevel: debug\ncorsOrigins: [https://a.example]\n",
    );
    const env = { TAMS_CONFIG: path, TAMS_PORT: "2", TAMS_PAGE_LIMIT_MAX: "600" };
    const { config } = readConfig(["--port", "3"], env);
    expect(config.http.port).to.equal(3);
    expect(config.services.pageLimitMax).to.equal(600);
    expect(config.logLevel).to.equal("debug");
    expect(config.http.corsOrigins).to.eql(["https://a.example"]);
  });

  it("reads flags with a space, with an equals sign, and bare where they are yes or no", () => {
    const { config } = readConfig(["--port=7", "--trust-proxy", "--base-path", "/tams/v8.2"], {});
    expect(config.http).to.include({ port: 7, trustProxy: true, basePath: "/tams/v8.2" });
    expect(faultsOf(["--port"])).to.eql(["The flag --port needs a value."]);
  });

  it("treats an empty variable as not set, except where empty is a value", () => {
    const { config } = readConfig([], { TAMS_PORT: "", TAMS_PUBLIC_URL: "", TAMS_CORS_ORIGINS: "" });
    expect(config.http.port).to.equal(4010);
    expect(config.http.publicUrl).to.equal(undefined);
    expect(config.http.corsOrigins).to.eql([]);
  });

  it("reports every fault at once, each naming its setting and what it must be", () => {
    const faults = faultsOf(["--log-level", "loud"], {
      TAMS_PORT: "80000",
      TAMS_TRUST_PROXY: "perhaps",
      TAMS_MAX_JSON_DEPTH: "1.5",
    });
    expect(faults).to.have.length(4);
    expect(faults[0]).to.equal('--log-level must be one of error, warn, info, debug, not "loud".');
    expect(faults.join())
      .to.include("TAMS_PORT must be an integer from 0 to 65535")
      .and.include("TAMS_TRUST_PROXY must be true or false");
  });

  it("does not repeat a secret that is no secret", () => {
    const faults = faultsOf(["--webhook-signing-secrets", "whsec_short"]);
    expect(faults).to.have.length(1);
    expect(faults[0])
      .to.match(/^--webhook-signing-secrets must be a list of secrets/)
      .and.not.include("whsec_short");
  });

  for (const wrong of ["10.0.0.0/33", "receiver/8", "*", "10.0.0.0/8/8", "-host"]) {
    it(`refuses ${wrong} among the hosts that may be reached`, () => {
      expect(faultsOf(["--outbound-allow", wrong])[0]).to.match(/host names, addresses or CIDR ranges/);
    });
  }

  it("refuses unknown flags and file keys, and warns of unknown variables, with the nearest name", () => {
    const path = file("b.json", '{ "prot": 1 }');
    expect(faultsOf(["--prot", "1"])).to.eql(["There is no flag --prot. Did you mean --port?"]);
    expect(faultsOf(["--config", path])).to.eql([
      `There is no setting prot (in ${path}). Did you mean port?`,
    ]);
    expect(readConfig([], { TAMS_PROT: "1" }).warnings).to.eql([
      "The variable TAMS_PROT is not known and is ignored. Did you mean TAMS_PORT?",
    ]);
    expect(faultsOf(["--zzzzzzzz"])).to.eql(["There is no flag --zzzzzzzz."]);
  });

  it("names a file that is missing or holds no settings", () => {
    expect(faultsOf(["--config", join(folder, "absent.yaml")])[0]).to.include(
      "absent.yaml named by --config cannot be used",
    );
    expect(faultsOf(["--config", file("c.yaml", "- 1\n")])[0]).to.include("must hold settings by name");
    expect(faultsOf(["--config", file("d.yaml", "a: [")])[0]).to.include("d.yaml");
  });

  it("refuses hosts that other machines can reach while authentication is off, unless told twice", () => {
    const none = ["--auth", "none"];
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "example.com"]) {
      expect(faultsOf([...none, "--host", host])[0], host).to.include("TAMS_AUTH_NONE_ANYWHERE");
      expect(faultsOf([...none, "--auth-none-anywhere", "--host", host]), host).to.eql([]);
      expect(faultsOf(["--host", host]), host).to.eql([]);
    }
    for (const host of ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
      expect(faultsOf([...none, "--host", host]), host).to.eql([]);
  });

  it("asks who calls unless it is told not to, in any of the ways that are on (X-173)", () => {
    const schemesFor = (...argv: readonly string[]): readonly string[] =>
      readConfig(argv, {}).config.auth.schemes;
    expect(schemesFor()).to.eql(["bearer", "basic", "url"]);
    expect(schemesFor("--auth", "url,bearer")).to.eql(["bearer", "url"]);
    expect(schemesFor("--auth", "none")).to.eql([]);
    for (const wrong of ["", "none,basic", "basic,none", "Basic,off"])
      expect(faultsOf([], { TAMS_AUTH: wrong }), wrong).to.have.length(1);
  });

  it("takes a certificate only with its key", () => {
    for (const half of ["--tls-cert-file", "--tls-key-file"])
      expect(faultsOf([half, "x.pem"])).to.eql(["TAMS_TLS_CERT_FILE and TAMS_TLS_KEY_FILE need each other."]);
  });

  it("keeps TAMS's lower bounds of its timeouts, and presigned URLs no longer than Objects wait (SVC, STO)", () => {
    expect(faultsOf([], { TAMS_MIN_OBJECT_TIMEOUT_SECONDS: "299" })[0]).to.include("at least 300");
    expect(faultsOf([], { TAMS_PRESIGNED_URL_SECONDS: "29" })[0]).to.include("at least 30");
    expect(faultsOf([], { TAMS_PRESIGNED_URL_SECONDS: "4000" })).to.eql([
      "TAMS_PRESIGNED_URL_SECONDS (4000) must not be more than TAMS_MIN_OBJECT_TIMEOUT_SECONDS (3600).",
    ]);
    expect(faultsOf([], { TAMS_PAGE_LIMIT_DEFAULT: "2000" })[0]).to.include("TAMS_PAGE_LIMIT_MAX");
  });

  it("takes a public address without its trailing slash, and none with credentials", () => {
    const { config } = readConfig([], { TAMS_PUBLIC_URL: "https://tams.example/v8/" });
    expect(config.http.publicUrl).to.equal("https://tams.example/v8");
    for (const bad of ["tams.example", "ftp://a/", "https://u:p@a/", "https://a/?q"]) {
      expect(faultsOf([], { TAMS_PUBLIC_URL: bad }), bad).to.have.length(1);
    }
  });

  it("has one Storage Backend on a plain start, the default, in the data folder", () => {
    const [backend, ...others] = readConfig(["--data", folder], {}).config.storageBackends;
    expect(others).to.eql([]);
    expect(backend).to.include({
      label: "local",
      kind: "disk",
      provider: "vast-tams",
      storeProduct: "disk",
      isDefault: true,
    });
    expect(backend).to.include({ folder: join(folder, "media") });
  });

  it("gives a backend without an id the same id at every start, a UUID that TAMS knows (X-020)", () => {
    const ids = ["/a", "/b"].map(
      (path) => readConfig([], backends([{ label: "x", folder: path }])).config.storageBackends[0]?.id,
    );
    expect(ids[0])
      .to.equal(ids[1])
      .and.to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const other = readConfig([], backends([{ label: "y", folder: "/a" }])).config.storageBackends[0]?.id;
    expect(other).not.to.equal(ids[0]);
  });

  it("makes the first backend the default when none is marked", () => {
    const list = [
      { label: "x", folder: "/x" },
      { label: "y", folder: "/y" },
    ];
    const marks = (given: unknown): boolean[] =>
      readConfig([], backends(given)).config.storageBackends.map((each) => each.isDefault);
    expect(marks(list)).to.eql([true, false]);
    expect(marks([list[0], { ...list[1], default: true }])).to.eql([false, true]);
  });

  it("takes the keys of a bucket from where they are named, and half a pair from nowhere", () => {
    const bucket = { label: "b", kind: "s3", bucket: "media", endpoint: "http://127.0.0.1:9000/" };
    const read = (more: object, env: object = {}): unknown =>
      readConfig([], { ...backends([{ ...bucket, ...more }]), ...env }).config.storageBackends[0];
    const s3 = {
      bucket: "media",
      prefix: "",
      endpoint: "http://127.0.0.1:9000",
      region: "us-east-1",
      pathStyle: true,
      verifyTls: true,
    };
    expect(read({})).to.deep.include({ kind: "s3", storeProduct: "s3", s3 });
    const named = { accessKeyIdEnv: "KEY", secretAccessKeyEnv: "SECRET" };
    const credentials = { accessKeyId: "a", secretAccessKey: "s" };
    expect(read(named, { KEY: "a", SECRET: "s" })).to.deep.include({ s3: { ...s3, credentials } });
    expect(faultsOf([], backends([{ ...bucket, ...named }]))).to.eql([
      "storageBackends[0].accessKeyIdEnv names KEY, which is not set.",
      "storageBackends[0].secretAccessKeyEnv names SECRET, which is not set.",
    ]);
    expect(faultsOf([], backends([{ ...bucket, accessKeyId: "a" }]))).to.eql([
      "storageBackends[0] needs both accessKeyId and secretAccessKey, or neither.",
    ]);
    expect(faultsOf([], backends([{ ...bucket, folder: "/x", cors: ["player.example"] }]))).to.eql([
      "storageBackends[0] has no setting folder.",
      "storageBackends[0].cors must be a list of origins, such as https://player.example, or *.",
    ]);
  });

  it("lets no backend take what another keeps in the same bucket for its own", () => {
    const faults = (...prefixes: readonly (string | undefined)[]): readonly string[] =>
      faultsOf(
        [],
        backends(
          prefixes.map((prefix, at) => ({
            ...{ label: `b${at}`, kind: "s3", bucket: "media" },
            ...(prefix !== undefined && { prefix }),
          })),
        ),
      );
    expect(faults("a/", "b/")).to.eql([]);
    const within =
      'The prefix "a/b/" of Storage Backend b0 lies within "a/" of b1, in the same bucket media.';
    expect(faults("a/b/", "a/")).to.eql([within]);
    expect(faults("a/", undefined)).to.have.length(1);
    expect(faults("a/", "a/")).to.have.length(1);
  });

  it("never prints the keys of a bucket", () => {
    const given = {
      label: "b",
      kind: "s3",
      bucket: "media",
      accessKeyId: "id-1",
      secretAccessKey: "hush-1",
      sessionToken: "hush-2",
    };
    const shown = printValues(readConfig([], backends([given])).values);
    expect(shown).to.include("id-1").and.not.to.include("hush");
  });

  it("names everything that is wrong with Storage Backends", () => {
    expect(faultsOf([], { TAMS_STORAGE_BACKENDS: "[" })[0]).to.include("TAMS_STORAGE_BACKENDS must be JSON");
    expect(faultsOf([], backends([]))[0]).to.include("at least one");
    expect(
      faultsOf(
        [],
        backends([
          { label: "", folder: "/x", id: one.toUpperCase(), kind: "tape", lable: "x", tags: 1, default: 0 },
        ]),
      ),
    ).to.eql([
      "storageBackends[0] has no setting lable. Did you mean label?",
      "storageBackends[0].label must be text that is not empty.",
      "storageBackends[0].id must be a lower-case UUID of version 1 to 5.",
      "storageBackends[0].kind must be disk or s3.",
      "storageBackends[0].default must be true or false.",
      "storageBackends[0].tags must map names to text or lists of text.",
    ]);
    const same = { label: "x", folder: "/x", id: one, default: true };
    expect(faultsOf([], backends([same, same]))).to.eql([
      `Two Storage Backends share the id ${one}.`,
      "Two Storage Backends share the label x.",
      "Two Storage Backends share the folder /x.",
      "Only one Storage Backend may be the default, not x, x.",
    ]);
  });

  describe("of the VAST engine", () => {
    const vast = {
      TAMS_ENGINE: "vast",
      TAMS_VAST_ENDPOINTS: "http://172.19.101.1-16, https://vip.example:8443",
      TAMS_VAST_BUCKET: "tams",
      TAMS_VAST_ACCESS_KEY_ID: "key",
      TAMS_VAST_SECRET_ACCESS_KEY: "hunter2",
    };

    it("are read as the engine takes them, and needed only for it", () => {
      const { engine } = readConfig([], vast).config;
      expect(engine).to.eql({
        kind: "vast",
        vast: {
          endpoints: ["http://172.19.101.1-16", "https://vip.example:8443"],
          accessKeyId: "key",
          secretAccessKey: "hunter2",
          region: "vast",
          bucket: "tams",
          schema: "tams",
          timeoutMs: 30_000,
          connectTimeoutMs: 5000,
          verifyTls: true,
        },
      });
      expect(readConfig([], {}).config.engine).to.eql({ kind: "embedded" });
    });

    it("are named, all that are missing or wrong", () => {
      expect(faultsOf([], { TAMS_ENGINE: "vast" })).to.eql([
        "TAMS_VAST_ENDPOINTS must be set when TAMS_ENGINE is vast.",
        "TAMS_VAST_BUCKET must be set when TAMS_ENGINE is vast.",
        "TAMS_VAST_ACCESS_KEY_ID must be set when TAMS_ENGINE is vast.",
        "TAMS_VAST_SECRET_ACCESS_KEY must be set when TAMS_ENGINE is vast.",
      ]);
      const wrong = ["http://10.0.0.9-3", "http://10.0.0.1-300", "http://"];
      for (const endpoint of wrong) {
        expect(faultsOf([], { ...vast, TAMS_VAST_ENDPOINTS: endpoint }), endpoint).to.have.length(1);
      }
      expect(faultsOf([], { ...vast, TAMS_VAST_BUCKET: "a/b", TAMS_VAST_SCHEMA: "a b" })).to.have.length(2);
    });

    it("show their secret to nobody", () => {
      expect(printValues(readConfig(["--print-config"], vast).values)).not.to.include("hunter2");
    });
  });

  it("describes every setting in the usage and in the README's table", () => {
    for (const name of settings.keys()) {
      expect(usage()).to.include(envName(name));
      expect(settingsTable()).to.include(`\`${envName(name)}\` | \`${name}\``);
    }
  });

  it("prints the values in force in the form of a file, secrets blanked", () => {
    const { values, action } = readConfig(["--print-config", "--port", "5"], {});
    expect(action).to.equal("print");
    expect(JSON.parse(printValues(values))).to.include({ port: 5, pageLimitMax: 1000 });
    const declared = new Map([
      ["key", { kind: text("text", /./), default: "", description: "A key.", secret: true }],
    ]);
    expect(printValues(new Map([["key", "hunter2"]]), declared as never)).to.equal('{\n  "key": "***"\n}\n');
  });

  it("is documented as it is in the README and .env.example", () => {
    execFileSync(process.execPath, ["scripts/config-docs.ts", "--check"]);
  });
});
