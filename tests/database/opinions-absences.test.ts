import { beforeAll, expect, test } from "vitest";
import { endAbsence, setAbsence } from "@/cases/absences/commands";
import { deputiesOf, ownAbsences } from "@/cases/absences/queries";
import { peopleWith } from "@/cases/holders/commands";
import { lockRequest } from "@/cases/moves/commands";
import { dayFromNow } from "../support/days";
import { atChoice, choose, type House, openHouse, toReading } from "../support/opinions";
import { arrive, done, granted, office, once, patient, recorded } from "../support/people";

let house: House;
beforeAll(async () => {
  house = await openHouse("niguarda");
});

test("while a specialist is away their deputy hears of the case too, until the absence is ended", async () => {
  const { actor, id } = await atChoice();
  granted(await choose(actor, id, [house]));
  await toReading(house, id);
  const told = () =>
    done(async (tx) => {
      const request = await lockRequest(tx, id);
      return request ? (await peopleWith(tx, request, "specialist")).sort() : [];
    });
  expect(await told()).toEqual([house.specialist.personId]);
  granted(
    await setAbsence(house.specialist, once(), {
      fromOn: dayFromNow(-1),
      untilOn: dayFromNow(3),
      deputyId: house.second.personId,
    }),
  );
  expect(await told()).toEqual([house.specialist.personId, house.second.personId].sort());
  const [entered] = await ownAbsences(house.specialist);
  expect(entered).toMatchObject({
    fromOn: dayFromNow(-1),
    untilOn: dayFromNow(3),
    deputy: "Spezialano Haus",
  });
  expect(await endAbsence(house.second, entered?.id ?? "")).toEqual({
    ok: false,
    reason: "not-found",
  });
  const ends = await Promise.all([
    endAbsence(house.specialist, entered?.id ?? ""),
    endAbsence(house.specialist, entered?.id ?? ""),
  ]);
  expect(ends.filter((one) => one.ok)).toHaveLength(1);
  expect(await told()).toEqual([house.specialist.personId]);
  expect(await ownAbsences(house.specialist)).toEqual([]);
  expect(
    (await recorded(house.specialist.personId)).filter((action) => action.startsWith("absence.")),
  ).toEqual(["absence.set", "absence.ended"]);
});

test("a deputy holds the same role at the same facility; nobody else can be named", async () => {
  const elsewhere = await openHouse("san-raffaele");
  const days = { fromOn: dayFromNow(0), untilOn: dayFromNow(1) };
  expect((await deputiesOf(house.specialist)).map((one) => one.personId)).toEqual([
    house.second.personId,
  ]);
  for (const deputy of [house.reader, house.coordinator, elsewhere.specialist, house.specialist])
    expect(
      await setAbsence(house.specialist, once(), { ...days, deputyId: deputy.personId }),
    ).toEqual({ ok: false, reason: "noDeputy" });
  const [first, second, administrator] = [
    await arrive("case-coordinator"),
    await arrive("case-coordinator"),
    await arrive("administrator"),
  ];
  granted(await setAbsence(office(first), once(), { ...days, deputyId: second.personId }));
  expect(
    await setAbsence(office(first), once(), { ...days, deputyId: administrator.personId }),
  ).toEqual({ ok: false, reason: "noDeputy" });
  expect(
    await setAbsence(office(administrator), once(), { ...days, deputyId: second.personId }),
  ).toEqual({ ok: false, reason: "notAllowed" });
  expect(
    await setAbsence(patient(await arrive()), once(), { ...days, deputyId: second.personId }),
  ).toEqual({ ok: false, reason: "notAllowed" });
  expect(await deputiesOf(office(administrator))).toEqual([]);
});

test("days that are over or run backwards are not taken, and the same form counts once", async () => {
  const deputyId = house.specialist.personId;
  expect(
    await setAbsence(house.second, once(), {
      fromOn: dayFromNow(-9),
      untilOn: dayFromNow(-4),
      deputyId,
    }),
  ).toEqual({ ok: false, reason: "days" });
  expect(
    await setAbsence(house.second, once(), {
      fromOn: dayFromNow(4),
      untilOn: dayFromNow(2),
      deputyId,
    }),
  ).toEqual({ ok: false, reason: "days" });
  const form = once();
  granted(
    await setAbsence(house.second, form, {
      fromOn: dayFromNow(5),
      untilOn: dayFromNow(9),
      deputyId,
    }),
  );
  granted(
    await setAbsence(house.second, form, {
      fromOn: dayFromNow(5),
      untilOn: dayFromNow(9),
      deputyId,
    }),
  );
  expect(await ownAbsences(house.second)).toHaveLength(1);
});
