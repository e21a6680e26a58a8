import { expect, test } from "vitest";
import { legKeys, milestoneKinds } from "../templates/rules";
import { calendarFile, titleOfLeg, titleOfMilestone } from "./rules";

const words = {
  travel: "Travel",
  transfer: "Transfer",
  lodging: "Lodging",
  appointment: "Appointment",
  papers: "Papers",
  arrival: "Arrival",
  departure: "Departure",
};
const at = (iso: string) => new Date(iso);

test("an event keeps its UID, counts its changes, and says when it is off; lines are folded and escaped", () => {
  const file = calendarFile(
    [
      {
        uid: "leg-1",
        sequence: 2,
        title: "transfer",
        start: at("2027-03-28T07:30:00Z"),
        end: at("2027-03-28T09:00:00Z"),
        place: `Piazza, 1; ${"x".repeat(90)}`,
        isCancelled: false,
      },
      {
        uid: "leg-2",
        sequence: 1,
        title: "lodging",
        start: at("2027-03-28T07:30:00Z"),
        end: at("2027-03-29T07:30:00Z"),
        place: "",
        isCancelled: true,
      },
    ],
    { name: "Health Lombardy", host: "portal.example", now: at("2026-12-01T00:00:00Z"), words },
  );
  expect(file).toContain("UID:leg-1@portal.example\r\nSEQUENCE:2\r\n");
  expect(file).toContain("DTSTART:20270328T073000Z\r\n");
  expect(file).toContain("STATUS:CANCELLED\r\n");
  expect(file.replaceAll("\r\n ", "")).toContain("LOCATION:Piazza\\, 1\\; xxx");
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test("no title says anything medical: every leg and milestone has one of the few words, or none", () => {
  for (const key of legKeys) expect(Object.keys(words)).toContain(titleOfLeg(key));
  const shown = milestoneKinds.flatMap((kind) => titleOfMilestone(kind) ?? []);
  expect(new Set(shown)).toEqual(new Set(["arrival", "appointment", "departure"]));
});
