/** Whose place it is, and how many places all who go by that name may hold at once. */
export type Claim = { name: string; most: number };

type Waiting = { claims: readonly Claim[]; give: (leave: Leave | null) => void };
type Leave = () => void;
type Sizes = { places: number; waiting: number; milliseconds: number };

/**
 * Places where work is done, given out in turns: whoever asks for many waits behind themselves, not before others.
 * Who they are is told by claims, the narrowest first (a person, then their address).
 */
export class Shares {
  private readonly held = new Map<string, number>();
  /** By the narrowest name, in the order of their turns. */
  private readonly queues = new Map<string, Waiting[]>();
  private taken = 0;
  private readonly sizes: Sizes;

  /** `waiting` is how many may wait under one name, and `milliseconds` how long. */
  constructor(sizes: Sizes) {
    this.sizes = sizes;
  }

  /** A place, to be left by calling what is answered; null where too many wait under that name or none came free in time. */
  take(claims: readonly [Claim, ...Claim[]]): Promise<Leave | null> {
    const { name } = claims[0];
    const queue = this.queues.get(name) ?? [];
    if (queue.length === 0 && this.isFree(claims)) return Promise.resolve(this.occupy(claims));
    if (queue.length >= this.sizes.waiting) return Promise.resolve(null);
    return new Promise((resolve) => {
      const waiting: Waiting = {
        claims,
        give: (leave) => {
          clearTimeout(timer);
          resolve(leave);
        },
      };
      const timer = setTimeout(() => {
        this.forget(name, waiting);
        resolve(null);
      }, this.sizes.milliseconds);
      queue.push(waiting);
      this.queues.set(name, queue);
    });
  }

  private isFree(claims: readonly Claim[]): boolean {
    return (
      this.taken < this.sizes.places &&
      claims.every(({ name, most }) => (this.held.get(name) ?? 0) < most)
    );
  }

  private occupy(claims: readonly Claim[]): Leave {
    this.taken++;
    for (const { name } of claims) this.held.set(name, (this.held.get(name) ?? 0) + 1);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.taken--;
      for (const { name } of claims) {
        const left = (this.held.get(name) ?? 1) - 1;
        if (left > 0) this.held.set(name, left);
        else this.held.delete(name);
      }
      this.next();
    };
  }

  /** Gives what is free to the first in turn who may have it; their name then goes to the end of the line. */
  private next() {
    for (const [name, queue] of this.queues) {
      if (this.taken >= this.sizes.places) return;
      const [first] = queue;
      if (!first || !this.isFree(first.claims)) continue;
      this.forget(name, first);
      if (queue.length > 0) {
        this.queues.delete(name);
        this.queues.set(name, queue);
      }
      first.give(this.occupy(first.claims));
    }
  }

  private forget(name: string, waiting: Waiting) {
    const queue = this.queues.get(name);
    queue?.splice(queue.indexOf(waiting), 1);
    if (queue?.length === 0) this.queues.delete(name);
  }
}
