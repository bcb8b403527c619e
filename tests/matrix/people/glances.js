const INTEREST = 1_000;
const PATIENCE = 5_000;

/**
 * Has a client read as somebody does who looks at their phone when they do something or wait for something, and
 * otherwise every now and then: a room of thirty would else have each message fetched thirty times at once.
 */
export class Glances {
  #rest; // ms between two looks while nothing is done or waited for
  #until = 0;
  #release = null; // lets the next reading go, which rests until then
  #wanted = () => false;

  constructor(rest) {
    this.#rest = rest;
  }

  /** Tells whether something is waited for, and of each reading that is through. */
  follow(client, event, wanted) {
    this.client = client;
    this.event = event;
    this.#wanted = wanted;
  }

  /** What the client fetches with. */
  fetch = async (resource, options) => {
    const asked = new URL(resource);
    if (asked.pathname.endsWith("/sync") && asked.searchParams.has("since")) {
      const atOnce = await this.#turn(options?.signal);
      if (atOnce) asked.searchParams.set("timeout", "0");
    }
    return fetch(asked, options);
  };

  /** Looks up, and returns once all is read that is there by now. */
  async lookUp() {
    this.#until = Date.now() + INTEREST;
    if (this.#release === null) return;
    const read = new Promise((resolve) => {
      this.client.once(this.event, resolve);
      setTimeout(resolve, PATIENCE).unref();
    });
    this.#release(true);
    await read;
  }

  /** Waits for something from now on. */
  attend() {
    this.#release?.(false);
  }

  #turn(signal) {
    if (this.#wanted() || Date.now() < this.#until || signal?.aborted) return false;
    return new Promise((resolve) => {
      const go = (atOnce) => {
        clearTimeout(clock);
        this.#release = null;
        resolve(atOnce);
      };
      const clock = setTimeout(() => go(false), this.#rest).unref();
      this.#release = go;
      signal?.addEventListener("abort", () => go(false), { once: true });
    });
  }
}
