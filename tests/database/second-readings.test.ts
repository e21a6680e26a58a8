import { beforeAll, describe, expect, test } from "vitest";
import { handIn, saveOpinion } from "@/opinions/opinions/commands";
import { opinionsOf } from "@/opinions/opinions/queries";
import { answerComment, commentOn, judgeDraft } from "@/opinions/reviews/commands";
import { signOpinion } from "@/opinions/signatures/commands";
import { fullContent, type House, openHouse } from "../support/opinions";
import { arrive, ask, granted, holder, staff } from "../support/people";
import { reach } from "../support/places";

let house: House;
beforeAll(async () => {
  house = await openHouse("niguarda", { capacity: 1000 });
});
const refusedAs = (reason: string) => ({ ok: false, reason });

describe("a second reading", () => {
  test("is done by the reader who was named, not by any, and never by the writer", async () => {
    const own = await openHouse("san-raffaele", { capacity: 1000 });
    const known = await reach("read a second time", own);
    const stranger = staff(await arrive("second-reader", { facility: "san-raffaele" }));
    const both = staff(own.somebody.specialist as never);
    for (const actor of [stranger, { ...both, role: "second-reader" as const }])
      for (const does of ["agree", "return"] as const)
        expect(
          await judgeDraft(actor, { opinionId: known.opinionId, version: known.version, does }),
        ).toEqual(refusedAs("not-found"));
    expect(await commentOn(stranger, known.opinionId, "summary", "Hm")).toEqual(
      refusedAs("not-found"),
    );
    // Even where the data say so: whoever wrote it does not agree to it.
    await ask("UPDATE opinions SET reader_id = author_id WHERE id = $1", [known.opinionId]);
    await ask(
      "UPDATE assignments SET person_id = $2 WHERE request_id = $1 AND role = 'second-reader'",
      [known.id, own.specialist.personId],
    );
    expect(
      await judgeDraft(
        { ...both, role: "second-reader" },
        { opinionId: known.opinionId, version: known.version, does: "agree" },
      ),
    ).toEqual(refusedAs("not-found"));
  });

  test("is handed to somebody else than its writer, and to nobody where there is nobody else", async () => {
    const own = await openHouse("monzino", { capacity: 1000 });
    const known = await reach("judged a first time", own);
    await ask(
      "UPDATE role_grants SET ended_at = now() WHERE role = 'second-reader' AND facility_id = $1",
      [own.facilityId],
    );
    await ask(
      "INSERT INTO role_grants (person_id, role, facility_id) VALUES ($1, 'second-reader', $2)",
      [own.specialist.personId, own.facilityId],
    );
    granted(await saveOpinion(own.specialist, known.opinionId, known.revision, fullContent));
    expect(await handIn(own.specialist, known.opinionId, known.version)).toEqual(
      refusedAs("noReader"),
    );
  });

  test("opens to its reader what was handed in, never what is being written", async () => {
    const returned = await reach("given back to its writer", house);
    expect(await opinionsOf(house.reader, returned.id)).toEqual([]);
    const handed = await reach("read a second time", house);
    expect(await opinionsOf(house.reader, handed.id)).toHaveLength(1);
  });

  test("is agreed to when every comment is answered, and given back only with one that is not", async () => {
    const commented = await reach("commented on", house);
    const judge = (does: "agree" | "return", { opinionId, version }: typeof commented) =>
      judgeDraft(house.reader, { opinionId, version, does });
    expect(await judge("agree", commented)).toEqual(refusedAs("comments"));
    granted(await answerComment(house.specialist, commented.commentId, "Done"));
    expect(await judge("return", commented)).toEqual(refusedAs("incomplete"));
    granted(await judge("agree", commented));
  });

  test("is gone without by its writer alone, late, proven and with a reason", async () => {
    const known = await reach("read a second time", house);
    const specialist = house.somebody.specialist;
    if (!specialist) throw new Error("no specialist");
    const sign = (alone: string, version = known.version) =>
      signOpinion(house.specialist, holder(specialist), {
        opinionId: known.opinionId,
        version,
        alone,
      });
    expect(await sign("The time is over")).toEqual(refusedAs("notAgreed"));
    await ask("UPDATE requests SET entered_at = now() - interval '9 days' WHERE id = $1", [
      known.id,
    ]);
    expect(await sign("")).toEqual(refusedAs("notAgreed"));
    expect(
      await signOpinion(house.specialist, null, {
        opinionId: known.opinionId,
        version: known.version,
        alone: "The time is over",
      }),
    ).toEqual(refusedAs("needsProof"));
    expect(await sign("The time is over", known.version - 1)).toEqual(refusedAs("stale"));
    granted(await sign("The time is over"));
  });
});

test("a draft saved from an older window overwrites nothing", async () => {
  const known = await reach("given back to its writer", house);
  granted(await saveOpinion(house.specialist, known.opinionId, known.revision, { summary: "new" }));
  expect(
    await saveOpinion(house.specialist, known.opinionId, known.revision, { summary: "old" }),
  ).toEqual(refusedAs("stale"));
  const [opinion] = await opinionsOf(house.specialist, known.id);
  expect(opinion?.content.summary).toBe("new");
});
