import { beforeAll, describe, expect, test } from "vitest";
import type { StateKey } from "@/cases/care-path/rules";
import { saveStep } from "@/cases/drafts/commands";
import { addPaper } from "@/documents/papers/commands";
import { accountJobs } from "@/jobs";
import {
  arrive,
  ask,
  granted,
  one,
  patient,
  recorded,
  runJobs,
  type Somebody,
} from "../support/people";
import {
  backdate,
  days,
  filesOnDisk,
  jobsFor,
  move,
  noticesOf,
  pdf,
  requestRow,
  since,
  stateIn,
  wholeOf,
} from "../support/requests";
import { tick } from "../support/rounds";

const day = 86_400_000;
const at = (text: string) => new Date(`${text}+01:00`);

let owner: Somebody;
let deputies: Somebody[];
beforeAll(async () => {
  owner = await arrive("case-coordinator");
  deputies = [await arrive("case-coordinator"), await arrive("case-coordinator")];
});

const told = async (id: string, people: readonly Somebody[] = [owner, ...deputies]) =>
  Promise.all(people.map(({ personId }) => noticesOf(personId, "request-late", id)));

describe("whoever has the ball", () => {
  test("is reminded of papers on days 2, 5 and 10, once each; the request rests after 21 days and is closed 39 later", async () => {
    const { id, whose, reminded } = await since("waiting-documents");
    for (const [now, count] of [
      [1.99, 0],
      [2, 1],
      [2.01, 1],
      [4.99, 1],
      [5, 2],
      [9.99, 2],
      [10, 3],
      [20.99, 3],
    ] as const) {
      await tick(days(now));
      expect(await reminded(), `day ${now}`).toBe(count);
      expect(await stateIn(id)).toBe("waiting-documents");
    }
    await tick(days(21));
    expect(await requestRow(id)).toMatchObject({
      state: "dormant",
      enteredAt: days(21),
      dueAt: null,
    });
    await tick(days(59.99));
    expect(await stateIn(id)).toBe("dormant");
    await tick(days(60));
    expect(await requestRow(id)).toMatchObject({ state: "closed", enteredAt: days(60) });
    await tick(days(400));
    expect(await stateIn(id)).toBe("closed");
    expect(await reminded()).toBe(3);
    const entries = await ask(
      "SELECT role, detail FROM audit_entries WHERE subject = $1 AND detail IN ('dormant', 'closed') ORDER BY id",
      [`request:${id}`],
    );
    expect(entries).toEqual([
      { role: "system", detail: "dormant" },
      { role: "system", detail: "closed" },
    ]);
    expect(
      (await recorded(whose.personId)).filter((action) => action === "request.deleted"),
    ).toEqual([]);
  });

  test.each<[StateKey, readonly number[], number, StateKey]>([
    ["choice", [1, 3], 14, "dormant"],
    ["waiting-information", [2, 4], 900, "waiting-information"],
    ["payment", [], 5, "choice"],
    ["delivered", [], 14, "closed"],
  ])("in %s is reminded on days %j, and after %i days it is %s", async (state, on, end, after) => {
    const { id, reminded } = await since(state);
    for (const [index, reminder] of on.entries()) {
      await tick(days(reminder - 0.01));
      expect(await reminded()).toBe(index);
      await tick(days(reminder));
      expect(await reminded()).toBe(index + 1);
    }
    await tick(days(end - 0.01));
    expect(await stateIn(id)).toBe(state);
    await tick(days(end));
    expect(await stateIn(id)).toBe(after);
    expect(await reminded()).toBe(on.length);
  });

  test("is not flooded when the clock stood for days: what was missed is said once", async () => {
    const { reminded } = await since("waiting-documents");
    await tick(days(11));
    await tick(days(11.5));
    expect(await reminded()).toBe(1);
  });

  test("is reminded anew when they have it anew", async () => {
    const { id, reminded } = await since("waiting-documents");
    await tick(days(2));
    await move(id, "material-check", days(3));
    await move(id, "waiting-documents", days(4));
    await tick(days(5.99));
    expect(await reminded()).toBe(1);
    await tick(days(6));
    expect(await reminded()).toBe(2);
  });
});

describe("a draft", () => {
  test("is spoken of on days 2 and 7, and gone on day 30 with its files, but for its entries in the record", async () => {
    const { id, whose, reminded } = await since("draft");
    granted(
      (await addPaper(patient(whose), id, "identity", { name: "Ausweis.pdf", bytes: pdf() })) as {
        ok: true;
        value: null;
      },
    );
    const { place } = await one<{ place: string }>(
      "SELECT place FROM stored_files WHERE owner_id = $1",
      [whose.personId],
    );
    for (const [now, count] of [
      [1.99, 0],
      [2, 1],
      [6.99, 1],
      [7, 2],
      [29.99, 2],
    ] as const) {
      await tick(days(now));
      expect(await reminded(), `day ${now}`).toBe(count);
    }
    expect((await wholeOf(id))[0]).toHaveLength(1);
    const onDisk = filesOnDisk();
    await tick(days(30));
    expect((await wholeOf(id)).slice(0, 4)).toEqual([[], [], [], []]);
    expect(await ask("SELECT 1 FROM stored_files WHERE owner_id = $1", [whose.personId])).toEqual(
      [],
    );
    expect(await jobsFor("accounts:files:remove", { place })).toBe(1);
    await runJobs(accountJobs);
    expect(filesOnDisk()).toBe(onDisk - 1);
    expect(
      (await recorded(whose.personId)).filter((action) => action.startsWith("request.")),
    ).toEqual(["request.begun", "request.deleted"]);
    await tick(days(31));
  });

  test("counts from when it was last changed, as its page says", async () => {
    const { id, whose } = await since("draft");
    await backdate(id, new Date(Date.now() - 29 * day));
    granted(await saveStep(patient(whose), id, "story", { story: "Still writing" }));
    await tick(new Date(Date.now() + 2 * day));
    expect((await wholeOf(id))[0]).toHaveLength(1);
    await tick(new Date(Date.now() + 31 * day));
    expect((await wholeOf(id))[0]).toHaveLength(0);
  });
});

describe("a limit", () => {
  test("that runs out is told at orange to the owner, and at red to all coordinators, once each", async () => {
    const { id } = await since("material-check", { ownerId: owner.personId });
    for (const [now, expected] of [
      ["2026-12-03T12:12", [0, 0, 0]],
      ["2026-12-03T12:13", [1, 0, 0]],
      ["2026-12-03T13:00", [1, 0, 0]],
      ["2026-12-03T13:01", [2, 1, 1]],
      ["2026-12-03T17:00", [2, 1, 1]],
      ["2026-12-20T10:00", [2, 1, 1]],
    ] as const) {
      await tick(at(now));
      expect.soft(await told(id), now).toEqual(expected);
    }
  });

  test("of a request that nobody has taken on is told to all coordinators, at orange and at red, once each", async () => {
    const { id } = await since("first-contact");
    for (const [now, count] of [
      ["2026-12-03T17:00", 0],
      ["2026-12-03T17:01", 1],
      ["2026-12-04T09:00", 1],
      ["2026-12-04T09:01", 2],
      ["2026-12-09T09:01", 2],
    ] as const) {
      await tick(at(now));
      expect(await told(id), now).toEqual([count, count, count]);
    }
  });

  test("over which the clock stood is told as red alone", async () => {
    const { id } = await since("first-contact");
    await tick(at("2026-12-07T12:00"));
    await tick(at("2026-12-07T12:01"));
    expect(await told(id)).toEqual([1, 1, 1]);
  });

  test("does not run at night, on Sunday, on a holiday, or while it is the patient's turn", async () => {
    const { id } = await since("first-contact");
    await tick(at("2026-12-03T17:00"));
    const paused = await since("choice", { ownerId: owner.personId });
    const planned = await since("visit-planned", { ownerId: owner.personId });
    await move(id, "translation", at("2026-12-04T17:00"));
    for (const now of ["2026-12-06T12:00", "2026-12-08T12:00"]) await tick(at(now));
    await tick(days(13));
    expect(await told(paused.id)).toEqual([0, 0, 0]);
    // A visit that is asked for stops the opinion's clock; setting its time has a limit of its own.
    expect(await told(planned.id)).toEqual([2, 1, 1]);
    const { dueAt } = await one<{ dueAt: Date }>(
      `SELECT due_at AS "dueAt" FROM request_stays WHERE request_id = $1 AND state = 'translation'`,
      [id],
    );
    expect(dueAt).toEqual(at("2026-12-09T17:00"));
  });

  test.each<[StateKey, string, string]>([
    ["translation", "2026-12-04T09:00", "2026-12-07T09:00"],
    ["triage", "2026-12-03T13:00", "2026-12-03T17:00"],
    ["reading", "2026-12-04T09:00", "2026-12-07T09:00"],
    ["second-reading", "2026-12-03T14:00", "2026-12-04T09:00"],
  ])("of %s is halved for class A, and red that much sooner", async (state, half, whole) => {
    const [urgent, other] = [
      await since(state, { urgency: "A" }),
      await since(state, { urgency: "B" }),
    ];
    expect((await requestRow(urgent.id)).dueAt).toEqual(at(half));
    expect((await requestRow(other.id)).dueAt).toEqual(at(whole));
    await tick(new Date(at(half).getTime() + 60_000));
    expect(await told(urgent.id, deputies)).toEqual([1, 1]);
    expect(await told(other.id, deputies)).toEqual([0, 0]);
  });

  test.each<StateKey>(["material-check", "visit-held", "questions"])(
    "of %s is the same for every class",
    async (state) => {
      const [urgent, other] = [
        await since(state, { urgency: "A" }),
        await since(state, { urgency: "C" }),
      ];
      expect((await requestRow(urgent.id)).dueAt).toEqual((await requestRow(other.id)).dueAt);
    },
  );
});

describe("a clock that ticks twice", () => {
  test("in turn or at once, for one moment, says and does everything once", async () => {
    const waiting = await since("waiting-documents");
    const resting = await since("dormant");
    const late = await since("material-check");
    const draft = await since("draft");
    for (const now of [days(2), days(39)]) {
      await Promise.all([tick(now), tick(now)]);
      const after = await Promise.all([waiting, resting, late, draft].map(({ id }) => wholeOf(id)));
      const letters = await ask("SELECT count(*) FROM notices");
      await tick(now);
      expect(
        await Promise.all([waiting, resting, late, draft].map(({ id }) => wholeOf(id))),
      ).toEqual(after);
      expect(await ask("SELECT count(*) FROM notices")).toEqual(letters);
    }
    expect(await waiting.reminded()).toBe(1);
    expect(await draft.reminded()).toBe(1);
    expect(await told(late.id, deputies)).toEqual([1, 1]);
    expect(await stateIn(resting.id)).toBe("closed");
    expect(
      await one(
        "SELECT count(*)::int FROM audit_entries WHERE subject = $1 AND action = 'request.deleted'",
        [`request:${draft.id}`],
      ),
    ).toEqual({
      count: 1,
    });
    expect(
      await one(
        "SELECT count(*)::int FROM request_stays WHERE request_id = $1 AND state = 'closed'",
        [resting.id],
      ),
    ).toEqual({ count: 1 });
  });
});
