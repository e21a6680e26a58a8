import { isIP } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { limitedAddress } from "@/platform/security/network";
import { requiredNumber } from "@/platform/settings";

type Limit = { tries: number; seconds: number };

/** Of this process alone: what costs work is held back for each network address, also while the database is away. */
export class Crowd {
  private limit: Limit = { tries: 600, seconds: 60 };
  private limiter = this.made();
  private readAt = 0;

  private made() {
    return new RateLimiterMemory({ points: this.limit.tries, duration: this.limit.seconds });
  }

  /** The association's limit, looked up now and then. */
  private async follow() {
    if (Date.now() - this.readAt < 10_000) return;
    this.readAt = Date.now();
    const [tries, seconds] = await Promise.all([
      requiredNumber("limits", "reading.tries"),
      requiredNumber("limits", "reading.seconds"),
    ]);
    if (tries === this.limit.tries && seconds === this.limit.seconds) return;
    this.limit = { tries, seconds };
    this.limiter = this.made();
  }

  /** Whether an address has asked for more than its share, where this asking counts as so much of one. Programs on this same machine are not counted. */
  async isTooMuch(address: string, share = 1): Promise<boolean> {
    void this.follow().catch(() => undefined);
    if (!isIP(address) || address === "127.0.0.1" || address === "::1") return false;
    return this.limiter.consume(limitedAddress(address), share).then(
      () => false,
      () => true,
    );
  }
}
