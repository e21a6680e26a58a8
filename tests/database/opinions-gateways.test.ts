import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { giveConsent } from "@/accounts/consents/commands";
import { deliverOpinion, draftByMachine, finishSigned } from "@/opinions/deliveries/commands";
import { verifiedBy } from "@/opinions/opinions/queries";
import { takeTranslation } from "@/opinions/translations/commands";
import { translationWork } from "@/opinions/translations/queries";
import {
  atChoice,
  choose,
  type House,
  openHouse,
  opinionIn,
  toSigned,
  translator,
} from "../support/opinions";
import { arrive, ask, granted, one, patient } from "../support/people";
import { stateIn } from "../support/requests";

type Asked = { path: string; bearer: string; body: Record<string, unknown> };
const asked: Asked[] = [];
let status = 200;
let server: Server;
let house: House;

beforeAll(async () => {
  house = await openHouse("niguarda", { capacity: 100 });
  server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, unknown>;
    asked.push({ path: request.url ?? "", bearer: request.headers.authorization ?? "", body });
    response.writeHead(status, { "content-type": "application/json" });
    if (request.url === "/sign")
      return response.end(JSON.stringify({ signature: "c2lnbmVk", service: "A service" }));
    const texts = Object.fromEntries(
      Object.keys(body.texts as object).map((name) => [name, `by machine: ${name}`]),
    );
    response.end(JSON.stringify({ texts: { ...texts, invented: "not asked for" } }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  Object.assign(process.env, {
    TRANSLATING_URL: `${base}/translate`,
    TRANSLATING_TOKEN: "t-1",
    SIGNING_URL: `${base}/sign`,
    SIGNING_TOKEN: "s-1",
  });
});
afterAll(() => {
  for (const name of ["TRANSLATING_URL", "TRANSLATING_TOKEN", "SIGNING_URL", "SIGNING_TOKEN"])
    delete process.env[name];
  server.close();
});
beforeEach(() => {
  status = 200;
  asked.length = 0;
});

async function signed() {
  const { whose, actor, id } = await atChoice();
  granted(await choose(actor, id, [house]));
  await toSigned(house, id);
  return { whose, id, opinion: await opinionIn(house.specialist, id) };
}
const translationOf = async (id: string) =>
  (await one<{ id: string }>("SELECT id FROM translations WHERE request_id = $1", [id])).id;

test("a signing service gets the hash and the signer, never a word of the opinion, and its answer is kept", async () => {
  const { id, opinion } = await signed();
  await finishSigned(opinion.id);
  const { hash, signature } = await one<{ hash: Buffer; signature: unknown }>(
    "SELECT hash, signature FROM opinions WHERE id = $1",
    [opinion.id],
  );
  expect(asked).toEqual([
    {
      path: "/sign",
      bearer: "Bearer s-1",
      body: { hash: hash.toString("hex"), algorithm: "sha256", signer: "Spezialina Haus" },
    },
  ]);
  expect(signature).toEqual({ signature: "c2lnbmVk", service: "A service" });
  expect((await verifiedBy(opinion.code ?? ""))?.hasSignature).toBe(true);
  expect(await stateIn(id)).toBe("opinion-translation");
});

test("while the signing service fails, the opinion waits and is tried again, once signed not twice", async () => {
  const { id, opinion } = await signed();
  status = 503;
  await expect(finishSigned(opinion.id)).rejects.toThrow(/503/);
  expect(await stateIn(id)).toBe("signed");
  status = 200;
  await finishSigned(opinion.id);
  await finishSigned(opinion.id);
  expect(asked.filter((one) => one.path === "/sign")).toHaveLength(2);
  expect(await ask("SELECT 1 FROM translations WHERE request_id = $1", [id])).toHaveLength(1);
});

test("without the patient's agreement nothing goes to the translating service", async () => {
  const { id, opinion } = await signed();
  await finishSigned(opinion.id);
  await draftByMachine(await translationOf(id), opinion.id);
  expect(asked.filter((one) => one.path === "/translate")).toEqual([]);
});

test("with it, a draft comes before the translator, marked as a machine's, and delivers nothing by itself", async () => {
  const { whose, id, opinion } = await signed();
  const { version } = await one<{ version: number }>(
    "SELECT max(version) AS version FROM consent_texts WHERE kind = 'machine-translation'",
  );
  granted(
    await giveConsent(patient(whose), {
      patientId: whose.personId,
      kind: "machine-translation",
      version,
      language: "en",
    }),
  );
  await finishSigned(opinion.id);
  const translationId = await translationOf(id);
  status = 500;
  await expect(draftByMachine(translationId, opinion.id)).rejects.toThrow(/500/);
  status = 200;
  await draftByMachine(translationId, opinion.id);
  expect(asked.at(-1)).toMatchObject({ bearer: "Bearer t-1", body: { from: "it", to: "de" } });
  const linguist = translator(await arrive("translator", { name: "Traduttora Haus" }));
  granted(await takeTranslation(linguist, translationId));
  const work = await translationWork(linguist, translationId);
  expect(work).toMatchObject({ hasMachine: true, texts: { summary: "by machine: summary" } });
  expect(work?.texts.invented).toBeUndefined();
  await deliverOpinion(opinion.id);
  expect(await stateIn(id)).toBe("opinion-translation");
});
