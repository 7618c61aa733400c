import { expect } from "chai";
import { groupsIn, parsePolicy } from "../../src/auth/policy-file.ts";
import { type Oddities, oddities } from "../../src/cli/policy-oddities.ts";

const ALL = "allow: [read, write, delete]";

function found(text: string): Oddities {
  const faults: string[] = [];
  const file = parsePolicy(text, faults);
  expect(faults).to.eql([]);
  return oddities(file, groupsIn(file));
}

describe("a policy whose groups do not fit together", () => {
  const odd: readonly (readonly [what: string, policy: string, problems: readonly string[]])[] = [
    [
      "a class for new things that is misspelt",
      `newClasses: { news: [nwes] }\ngrants: [{ group: news, classes: [news], ${ALL} }]`,
      [
        "news makes things of nwes, which it may not write.",
        "The class nwes is in newClasses, but in no grant.",
      ],
    ],
    [
      "a class for new things beside a good one that its makers do not even see",
      `newClasses: { news: [news, sport] }\ngrants: [{ group: news, classes: [news], ${ALL} }, { group: s, classes: [sport], ${ALL} }]`,
      ["news makes things of sport, which it may not write."],
    ],
    [
      "a class for new things that is denied",
      `newClasses: { news: [news] }\ngrants: [{ group: news, classes: [news], ${ALL} }, { group: news, classes: [news], deny: [write] }]`,
      ["news makes things of news, which it may not write."],
    ],
    [
      "a default class that nobody is given, only denied",
      `default: [stroe]\ngrants: [{ group: a, classes: [store], ${ALL} }, { group: b, classes: [stroe], deny: [read] }]`,
      ["The class stroe is in default, but in no grant."],
    ],
    [
      'what "*" makes and creates, where no group may write it',
      'create: ["*"]\nnewClasses: { "*": [a] }\ngrants: [{ group: "*", classes: [a], allow: [read] }]',
      [
        '"*" makes things of a, which no group may write.',
        '"*" may create, but no group may write any class.',
      ],
    ],
  ];
  for (const [what, policy, problems] of odd)
    it(`is told of ${what}`, () => {
      expect(found(policy)).to.eql({ problems, remarks: [] });
    });

  it("is only remarked on where members may have the other half from another group", () => {
    expect(found("create: [news]\ngrants: [{ group: news, classes: [news], allow: [read] }]")).to.eql({
      problems: [],
      remarks: ["news may create, but may write no class."],
    });
    const unlike = `scopes: { nwes: [read], news: [read] }\ngrants: [{ group: news, classes: [news], ${ALL} }]`;
    expect(found(unlike)).to.eql({ problems: [], remarks: ["nwes has scopes, but no grants."] });
  });

  it("is only remarked on where tokens may carry the scopes that a group has not", () => {
    const { problems, remarks } = found(
      `scopes: { news: [read] }\ngrants: [{ group: news, classes: [a], ${ALL} }, { group: sport, classes: [a], ${ALL} }]`,
    );
    expect(problems).to.eql([]);
    expect(remarks).to.have.length(1);
    expect(remarks[0]).to.match(/^sport has grants, but no scopes: .*credentials carry scopes/);
  });

  it("is only remarked on where it works all the same", () => {
    const beside = found(
      `newClasses: { news: [news, shared] }\ngrants: [{ group: news, classes: [news], ${ALL} }, { group: "*", classes: [shared], allow: [read] }]`,
    );
    expect(beside).to.eql({
      problems: [],
      remarks: ["news makes things of shared, which it may not write."],
    });
    const all = found(`default: [public]\ngrants: [{ group: staff, classes: all, ${ALL} }]`);
    expect(all).to.eql({ problems: [], remarks: ["The class public is in default, but in no grant."] });
  });

  const even: readonly (readonly [what: string, policy: string])[] = [
    [
      "administrators, by name or by scope",
      "admins: [tams]\nscopes: { tams: [read], root: [admin] }\ncreate: [tams, root]\nnewClasses: { tams: [x] }\n" +
        `grants: [{ group: root, classes: [x], ${ALL} }]`,
    ],
    [
      'what "*" gives to all',
      `scopes: { "*": [read, write] }\ncreate: [news]\nnewClasses: { news: [a] }\ngrants: [{ group: "*", classes: [a], ${ALL} }, { group: sport, classes: [a], allow: [read] }]`,
    ],
    [
      'what "*" may create for those who may write it',
      `create: ["*"]\nnewClasses: { "*": [a] }\ngrants: [{ group: news, classes: [a], ${ALL} }]`,
    ],
    [
      "groups that give by their names (AUTH-033)",
      "byName: true\nscopes: { news-write: [write], sport-read: [read] }\ncreate: [news-write, '*']\n" +
        "newClasses: { news-write: [news-write], '*': [art-write] }\ndefault: [all-read]",
    ],
    [
      "groups that are only denied something",
      "scopes: { a: [read] }\ngrants:\n  - { group: interns, classes: [x], deny: [read] }\n  - { group: a, classes: [x], allow: [read] }",
    ],
  ];
  for (const [what, policy] of even)
    it(`is not ${what}`, () => {
      expect(found(policy)).to.eql({ problems: [], remarks: [] });
    });
});
