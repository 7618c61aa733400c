/** The whole help of the program. */
export const HELP = `Usage: tams-compliance --url URL [OPTION...]
       tams-compliance compare A.json B.json... [--html FILE]
       tams-compliance list [--json]

Tests a server of the Time-addressable Media Store API, version 8.0, 8.1 or 8.2, from outside: it knows the API alone.
Every test makes its own Sources, Flows and Segments under fresh ids and takes them away, so a store in use can be
tested. What TAMS cannot delete stays: about a dozen Profiles a run, the deletion requests that the server keeps, and
a few uploaded Objects that no Segment names; the last lines count them. Each finding names the behaviour that it is
about.

Who calls:
  --url URL              the base of the API, such as https://host/tams/v8.2
  --token T              bearer token
  --basic USER:PASSWORD  HTTP basic
  --access-token T       the access_token parameter in the URL
  --oauth2 TOKEN_URL,ID,SECRET
                         fetches bearer tokens by the client credentials grant
  --as NAME=CREDENTIAL   one more identity, for tests of permissions; CREDENTIAL is token:T, basic:USER:PASSWORD,
                         access-token:T, oauth2:TOKEN_URL,ID,SECRET or none; may repeat
                         Names that tests know: read, write, delete and admin, each with that one scope and no limits by
                         classes; bearer, basic and url, by that scheme; alice and bob, with all scopes but admin, who
                         may read, write and delete the class tams-compliance-alice or tams-compliance-bob, read and
                         write tams-compliance-edit, and read tams-compliance-shared. The run's own is an administrator.
  Secrets are better given by the environment than by flags, which other users of a machine can read:
  TAMS_COMPLIANCE_TOKEN, _BASIC, _ACCESS_TOKEN, _OAUTH2, and TAMS_COMPLIANCE_AS_NAME for each NAME. No secret is ever
  printed or written to a report.

What is tested (all of it unless these say less; each may repeat or take several with commas between):
  --area A               such as segments; \`tams-compliance list\` has them all
  --level L              M stated by the specification, S recommended by it, O optional, D a decision where it is silent
  --id ID                a behaviour such as SEG-031, a test such as service/root, or a topic such as service
  --operation ID         the contract's id of an operation, such as GET_flows
  --slow                 also tests that take longer than two minutes

How it is judged:
  --strict               deviations from S, O and D lines are failures too, which they are not otherwise

How it runs:
  --parallel N           tests at a time (4)
  --timeout S            seconds that one request may take (30)
  --patience S           seconds that the server may take for what it does later, such as events and deletions (30)
  --fuzz N               generated requests for each operation (25)
  --keep                 leaves what failed tests made in the store, so that the curl of a failure can be repeated
  --seed N               repeats the generated requests of an earlier run, which printed its seed
  --receiver-url URL     where the server reaches this machine, for webhooks; its port is listened on. Without it only
                         the loopback address is

What is written:
  --json FILE            the whole result; \`compare\` reads it
  --junit FILE           for systems that run builds
  --html FILE            one page that explains itself
  --verbose              each test as it ends
  The curl of a failure leaves secrets to variables: $TAMS_CREDENTIAL is what follows the scheme in Authorization, a
  token or, for basic, what \`printf %s USER:PASSWORD | base64\` gives; $TAMS_ACCESS_TOKEN is the token in the URL.

Examples:
  tams-compliance --url http://localhost:4010 --html report.html
  TAMS_COMPLIANCE_TOKEN=... tams-compliance --url https://host/tams/v8.2 --area segments,objects --level M
  tams-compliance --url http://localhost:4010 --id SEG-031 --verbose
  tams-compliance compare yesterday.json today.json --html both.html

Exits with 0 when nothing failed, 1 when something did, 2 when the command line is wrong or the server cannot be
tested or goes away, 130 when it was stopped; what was found until then is still written.
`;
