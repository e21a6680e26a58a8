import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Claim, Shares } from "./shares";

const sizes = { places: 4, waiting: 3, milliseconds: 40 };
const of = (person: string, most = 2): [Claim, Claim] => [
  { name: person, most },
  { name: "address", most: 3 },
];

describe("places", () => {
  test("are given as long as there are some, under each name", async () => {
    const shares = new Shares(sizes);
    expect(await shares.take(of("ada"))).toBeTypeOf("function");
    expect(await shares.take(of("ada"))).toBeTypeOf("function");
    expect(await shares.take(of("ada"))).toBeNull();
    expect(await shares.take(of("eve"))).toBeTypeOf("function");
    // A fourth from one address waits, though the house has room.
    expect(await shares.take(of("ian"))).toBeNull();
    expect(await shares.take([{ name: "kim", most: 2 }])).toBeTypeOf("function");
    expect(await shares.take([{ name: "leo", most: 2 }])).toBeNull();
  });

  test("that are left go to who waits, and leaving twice leaves once", async () => {
    const shares = new Shares({ ...sizes, places: 1 });
    const leave = await shares.take(of("ada"));
    const eve = shares.take(of("eve"));
    const ian = shares.take(of("ian"));
    leave?.();
    leave?.();
    const eves = await eve;
    expect(eves).toBeTypeOf("function");
    eves?.();
    expect(await ian).toBeTypeOf("function");
  });

  test("come in turns, however many one person asks for", async () => {
    const shares = new Shares({ places: 1, waiting: 10, milliseconds: 1000 });
    const order: string[] = [];
    const leave = await shares.take(of("greedy"));
    const all = ["greedy", "greedy", "greedy", "eve", "greedy", "ian"].map(async (who) => {
      const mine = await shares.take(of(who));
      order.push(who);
      await wait(1);
      mine?.();
    });
    leave?.();
    await Promise.all(all);
    expect(order).toEqual(["greedy", "eve", "ian", "greedy", "greedy", "greedy"]);
  });

  test("are refused at once where too many wait already, and in the end where none comes free", async () => {
    const shares = new Shares({ places: 1, waiting: 2, milliseconds: 50 });
    const leave = await shares.take(of("ada"));
    const begun = performance.now();
    const waiting = [shares.take(of("ada")), shares.take(of("ada"))];
    expect(await shares.take(of("ada"))).toBeNull();
    expect(performance.now() - begun).toBeLessThan(40);
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(45);
    leave?.();
    expect(await shares.take(of("ada"))).toBeTypeOf("function");
  });

  test("are never more than there are, nor lost, whoever comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ who: fc.nat(4), place: fc.nat(1), ticks: fc.nat(3) }), {
          maxLength: 60,
        }),
        async (visits) => {
          const shares = new Shares({ places: 3, waiting: 100, milliseconds: 5000 });
          const now = new Map<string, number>();
          let most = 0;
          await Promise.all(
            visits.map(async ({ who, place, ticks }) => {
              const claims: [Claim, Claim] = [
                { name: `person ${who}`, most: 1 },
                { name: `address ${place}`, most: 2 },
              ];
              const leave = await shares.take(claims);
              expect(leave).toBeTypeOf("function");
              for (const { name, most: limit } of claims) {
                now.set(name, (now.get(name) ?? 0) + 1);
                expect(now.get(name)).toBeLessThanOrEqual(limit);
              }
              most = Math.max(
                most,
                [0, 1].reduce((sum, at) => sum + (now.get(`address ${at}`) ?? 0), 0),
              );
              for (let tick = 0; tick < ticks; tick++) await new Promise(setImmediate);
              for (const { name } of claims) now.set(name, (now.get(name) ?? 0) - 1);
              leave?.();
            }),
          );
          expect(most).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: 50 },
    );
  });
});
