import fc from "fast-check";

/** Three seeds that are always tried, so that a test that passed yesterday fails today only for what was changed. */
const fixed = [1, 20_261_203, -1_564_481_266];
/** And one that nobody has tried. */
const fresh = Number(process.env.PROPERTY_SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`properties: a fresh seed, ${fresh} (PROPERTY_SEED=${fresh} tries it again)`);

/** That a property holds for every fixed seed and a fresh one, with as many runs together as one seed would have. */
export function holds<Values>(
  property: fc.IAsyncProperty<Values> | fc.IProperty<Values>,
  { numRuns = 100, ...rest }: fc.Parameters<Values> = {},
): Promise<void> {
  const seeds = [...fixed, fresh];
  return seeds.reduce<Promise<void>>(async (before, seed) => {
    await before;
    await fc.assert(property, { ...rest, seed, numRuns: Math.ceil(numRuns / seeds.length) });
  }, Promise.resolve());
}
