import { expect, test } from "vitest";
import { canMoveMember, isOut, memberDecisionsAt, memberMoves, memberStates } from "./rules";

test("every state but the last can be left, and every state can be reached", () => {
  for (const state of memberStates)
    expect(memberDecisionsAt(state).length > 0).toBe(state !== "merged");
  const reached = new Set<string>([
    "listed",
    ...Object.values(memberMoves).map(({ to }) => to ?? ""),
  ]);
  for (const state of memberStates) expect(reached).toContain(state);
});

test("nobody is admitted who was not checked, and deciding takes a second person", () => {
  expect(memberStates.filter((state) => canMoveMember("admit", state))).toEqual(["checking"]);
  expect(memberMoves.admit.needsTwo && memberMoves.refuse.needsTwo).toBe(true);
});

test("who is suspended, closed or part of another can't be asked", () => {
  expect(memberStates.filter(isOut)).toEqual(["suspended", "closed", "merged"]);
});
