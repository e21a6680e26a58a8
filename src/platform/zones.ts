/**
 * What the clocks of a place show, and when. An instant is milliseconds of UTC; a wall time is what the clocks show,
 * written as if it were UTC. Everything that turns one into the other is here.
 */

/** The zone that the care of Lombardy keeps its days by. */
export const milan = "Europe/Rome";

const day = 86_400_000;

/** A zone's formatter, and the instants of wall times already worked out. */
type Zone = { format: Intl.DateTimeFormat; known: Map<number, number> };

const zones = new Map<string, Zone>();
const mostKnown = 10_000;

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    zone = { format, known: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

/** What the zone's clocks are ahead of UTC at an instant. */
export function offsetAt(timeZone: string, instant: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of zoneOf(timeZone).format.formatToParts(instant))
    part[type] = Number(value);
  const wall = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant after `low`, up to `high`, at which the clocks were changed. */
function changeBetween(timeZone: string, low: number, high: number): number {
  const before = offsetAt(timeZone, low);
  let [still, changed] = [low, high];
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (offsetAt(timeZone, middle) === before) still = middle;
    else changed = middle;
  }
  return changed;
}

function workedOut(timeZone: string, wall: number): number {
  const before = offsetAt(timeZone, wall - day);
  const after = offsetAt(timeZone, wall + day);
  if (before === after || offsetAt(timeZone, wall - before) === before) return wall - before;
  if (offsetAt(timeZone, wall - after) === after) return wall - after;
  return changeBetween(timeZone, wall - after, wall - before);
}

/** The instant of a wall time: the first of two where the hour is repeated, the moment of the change where it is left out. */
export function instantOf(timeZone: string, wall: number): number {
  const { known } = zoneOf(timeZone);
  const before = known.get(wall);
  if (before !== undefined) return before;
  const instant = workedOut(timeZone, wall);
  if (known.size >= mostKnown) known.clear();
  known.set(wall, instant);
  return instant;
}

/** The same wall time later. The second pass of a repeated hour counts as its end, so that who begins later is never due earlier. */
export function wallLater(timeZone: string, from: number, length: number): number {
  const wall = from + offsetAt(timeZone, from);
  const first = workedOut(timeZone, wall);
  const change = first === from ? null : changeBetween(timeZone, first, from);
  return workedOut(
    timeZone,
    length + (change === null ? wall : change + offsetAt(timeZone, first)),
  );
}

/** The day that the calendars of a place show: "2026-12-03". */
export function dayIn(timeZone: string, at: Date): string {
  return new Date(at.getTime() + offsetAt(timeZone, at.getTime())).toISOString().slice(0, 10);
}

/** The instant of a wall time as a form gives it, "2026-12-03T15:30"; null where that is none. */
export function instantOfForm(timeZone: string, wall: string): Date | null {
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) ? new Date(`${wall}Z`) : null;
  // The engine rolls the 30th of February over into March.
  return written && !Number.isNaN(written.getTime()) && written.toISOString().startsWith(wall)
    ? new Date(instantOf(timeZone, written.getTime()))
    : null;
}
