import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decideByPatient } from "@/cases/requests/commands";
import { sendWhole } from "@/documents/arrivals/commands";
import { makeUploadLink, withdrawUploadLink } from "@/documents/upload-links/commands";
import { arrivedBy, type LinkBearer, linkBearer, linksOf } from "@/documents/upload-links/queries";
import { arrive, ask, granted, office, one, patient, type Somebody } from "../support/people";
import { begin, helperOf, jobsFor, pdf, sentRequest, versionOf } from "../support/requests";
import { startFront, Tus } from "../support/tus";

let front: Awaited<ReturnType<typeof startFront>>;
beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  front = await startFront();
});
afterAll(() => front.stop());

const kind = "imaging-dicom";
async function drafted() {
  const whose = await arrive();
  return { whose, requestId: await begin(patient(whose)) };
}

describe("a link for a radiology office", () => {
  const linked = async (made?: { whose: Somebody; requestId: string }) => {
    const { whose, requestId } = made ?? (await drafted());
    const id = granted(
      await makeUploadLink(patient(whose), {
        requestId,
        office: "Röntgen am Platz",
        email: "",
        language: "en",
      }),
    );
    const [link] = await linksOf(
      patient(whose),
      { id: requestId, patientId: whose.personId },
      "en",
    );
    const token = new URL(link?.address ?? "").searchParams.get("token") ?? "";
    return { whose, requestId, id, token, tus: new Tus(front.port, { "upload-link": token }) };
  };
  const bearerOf = async (token: string) => (await linkBearer(token, "test")) as LinkBearer;

  test("takes files for its request, says what has arrived, and shows the patient that it was used", async () => {
    const { whose, requestId, token, tus } = await linked();
    const bytes = randomBytes(2_000_000);
    await tus.whole(bytes, { filename: "IM001" });
    granted(await sendWhole(await bearerOf(token), { name: "CD.zip", bytes: pdf() }));
    expect(await arrivedBy(await bearerOf(token))).toEqual({
      files: 2,
      bytes: 2_000_000 + pdf().length,
      open: 0,
    });
    const [link] = await linksOf(
      patient(whose),
      { id: requestId, patientId: whose.personId },
      "en",
    );
    expect(link).toMatchObject({ office: "Röntgen am Platz", files: 2, isOpen: true });
    expect(link?.usedAt).not.toBeNull();
    const papers = await ask<{ kind: string }>(
      "SELECT kind FROM request_papers WHERE request_id = $1",
      [requestId],
    );
    expect(papers).toEqual([{ kind }, { kind }]);
    expect(
      await ask(
        "SELECT 1 FROM audit_entries WHERE action = 'paper.added' AND role = 'nobody' AND about = $1",
        [whose.personId],
      ),
    ).toHaveLength(2);
  });

  test("sends as what it is for, whatever it says, and from a program without a browser too", async () => {
    const { requestId, tus } = await linked();
    const other = await drafted();
    const path = await tus.begin(10, {
      requestId: other.requestId,
      kind: "identity",
      filename: "x",
    });
    expect(
      await one(`SELECT request_id AS "requestId", kind FROM uploads WHERE id = $1`, [
        path.split("/").at(-1),
      ]),
    ).toEqual({ requestId, kind });
    expect((await tus.patch(path, 0, randomBytes(10), { origin: "" })).status).toBe(204);
    expect(
      (await tus.create(10, { filename: "x" }, { origin: "https://evil.example" })).status,
    ).toBe(403);
  });

  test.each([
    [
      "was withdrawn",
      (id: string) => ask("UPDATE upload_links SET withdrawn_at = now() WHERE id = $1", [id]),
    ],
    [
      "has run out",
      (id: string) =>
        ask("UPDATE upload_links SET expires_at = now() - interval '1 second' WHERE id = $1", [id]),
    ],
  ])("that %s takes nothing more, also of what is on its way", async (_why, end) => {
    const { id, token, tus } = await linked();
    const path = await tus.begin(20, { filename: "x" });
    await tus.patch(path, 0, randomBytes(10));
    await end(id);
    expect(await linkBearer(token, "test")).toBeNull();
    expect((await tus.patch(path, 10, randomBytes(10))).status).toBe(401);
    expect((await tus.create(10, { filename: "x" })).status).toBe(401);
  });

  test("cannot be made up, shortened or taken from another kind of link", async () => {
    const { token, id } = await linked();
    const turned = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    for (const wrong of ["", "x", token.slice(0, -1), turned, id, `${token}A`])
      expect(await linkBearer(wrong, "test"), wrong).toBeNull();
  });

  test("ends with its request", async () => {
    const made = await sentRequest();
    const { token } = await linked(made);
    granted(
      await decideByPatient(
        patient(made.whose),
        made.requestId,
        await versionOf(made.requestId),
        "withdraw",
      ),
    );
    expect(await linkBearer(token, "test")).toBeNull();
  });

  test("is made and withdrawn by the patient, who acts in full, and the coordinator, and by nobody else", async () => {
    const made = await sentRequest();
    const { whose, requestId } = made;
    const coordinator = office(await arrive("case-coordinator"));
    const full = await helperOf(whose, "representative", [], true);
    for (const actor of [patient(whose), full, coordinator]) {
      const id = granted(
        await makeUploadLink(actor, { requestId, office: "A", email: "", language: "en" }),
      );
      granted(await withdrawUploadLink(actor, requestId, id));
      expect(await withdrawUploadLink(actor, requestId, id)).toEqual({
        ok: false,
        reason: "stale",
      });
    }
    const { id } = await linked(made);
    const others = [
      patient(await arrive()),
      await helperOf(whose, "companion", ["see-requests", "see-documents", "add-documents"]),
      office(await arrive("administrator")),
    ];
    for (const actor of others) {
      expect(
        await makeUploadLink(actor, { requestId, office: "A", email: "", language: "en" }),
      ).toEqual({ ok: false, reason: "not-found" });
      expect(await withdrawUploadLink(actor, requestId, id)).toEqual({
        ok: false,
        reason: "not-found",
      });
      expect(await linksOf(actor, { id: requestId, patientId: whose.personId }, "en")).toEqual([]);
    }
  });

  test("is mailed where an address is given, and neither row nor record names the office", async () => {
    const { whose, requestId } = await drafted();
    const id = granted(
      await makeUploadLink(patient(whose), {
        requestId,
        office: "Dr. Quastenflosser",
        email: "quasten@post.example",
        language: "de",
      }),
    );
    expect(
      await ask("SELECT kind, language, person_id FROM letters WHERE link = $1", [id]),
    ).toEqual([{ kind: "image-link", language: "de", person_id: null }]);
    for (const table of ["upload_links", "letters", "audit_entries"])
      expect(JSON.stringify(await ask(`SELECT * FROM ${table}`)), table).not.toMatch(/quasten/i);
    expect(
      await jobsFor("accounts:letters:send", {
        letterId: (await one<{ id: string }>("SELECT id FROM letters WHERE link = $1", [id])).id,
      }),
    ).toBe(1);
  });
});
