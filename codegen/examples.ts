import { bundle } from "./bundle.ts";
import { isObject, type Json, type JsonObject, objectAt } from "./json.ts";
import { mapKeywords } from "./position.ts";
import { allowUnset } from "./unset.ts";
import { ajvFor, withIds } from "./validators.ts";

/** An example that its schema refuses: where it stands in the bundle (JSON pointer) and why. */
export interface BadExample {
  readonly pointer: string;
  readonly why: string;
}

/** Every example of a contract's folder that does not satisfy the schema beside it. */
export function badExamples(api: string): readonly BadExample[] {
  const document = allowUnset(bundle(api));
  const ajv = ajvFor(document);
  const bad: BadExample[] = [];
  mapKeywords(document, (keywords, pointer) => {
    const samples = samplesOf(keywords);
    if (samples.length === 0) return keywords;
    const validate = ajv.compile(withIds(isObject(keywords["schema"]) ? keywords["schema"] : keywords));
    for (const [key, value] of samples) {
      if (!validate(value))
        bad.push({ pointer: pointer + key, why: ajv.errorsText(validate.errors, { dataVar: "" }) });
    }
    return keywords;
  });
  return bad;
}

/** The examples of a parameter, a body or a schema, each with the pointer to it from there. */
function samplesOf(keywords: JsonObject): readonly [string, Json][] {
  const single: [string, Json][] =
    keywords["example"] === undefined ? [] : [["/example", keywords["example"]]];
  const { examples } = keywords;
  const listed = Array.isArray(examples)
    ? examples.map((value: Json, at): [string, Json] => [`/examples/${at}`, value])
    : [];
  const named = Object.entries(objectAt(keywords, "examples")).flatMap(([name, one]): [string, Json][] =>
    isObject(one) && one["value"] !== undefined ? [[`/examples/${name}`, one["value"]]] : [],
  );
  return [...single, ...listed, ...named];
}
