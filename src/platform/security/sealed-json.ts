import { z } from "zod";
import { type Secret, seal, unseal } from "./sealing";

/** What is stored: the version of its shape, and the value. What was sealed before there were versions is of version 1. */
const Versioned = z.strictObject({ shape: z.int().positive(), value: z.unknown() });

/** A schema for each version of a shape; the older ones transform what they read into what is current. */
export type Shapes<Value> = Readonly<Record<number, z.ZodType<Value>>>;

const current = (shapes: Shapes<unknown>) => Math.max(...Object.keys(shapes).map(Number));

/** Seals a value under the newest of its shapes, which it must have. */
export function sealJson<Value>(
  secret: Secret,
  place: string,
  shapes: Shapes<Value>,
  value: Value,
): string {
  const shape = current(shapes);
  shapes[shape]?.parse(value);
  return seal(secret, place, JSON.stringify({ shape, value }));
}

/** Opens a value that was sealed under any of its shapes. Throws, without saying what it read, where it has none of them. */
export function openJson<Value>(
  secret: Secret,
  place: string,
  shapes: Shapes<Value>,
  sealed: string,
): Value {
  const json: unknown = JSON.parse(unseal(secret, place, sealed));
  const versioned = Versioned.safeParse(json);
  const { shape, value } = versioned.success ? versioned.data : { shape: 1, value: json };
  const read = shapes[shape]?.safeParse(value);
  const table = place.slice(0, place.indexOf(":"));
  if (!read) throw new Error(`${table} was sealed under shape ${shape}, which nobody knows`);
  if (!read.success)
    throw new Error(
      `${table} is not as its shape ${shape} says: ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`,
    );
  return read.data;
}
