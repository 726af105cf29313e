/** What the process that starts a service may ask of it over their channel, and what it answers. */
export type Orders = {
  /** Goes on from a moment of the domain; `asOf` is when that moment was, in ms of the system's clock. */
  clock: { ask: { moment: string; asOf: number }; answer: null };
  /** Publishes what is committed; how much was published since the service began. */
  relay: { ask: { withinMs: number }; answer: number };
  /** Handles what is in the log. */
  bus: { ask: { withinMs: number }; answer: null };
  /** Does now what is done every second. */
  tick: { ask: Record<string, never>; answer: null };
};

export type Order = keyof Orders;

export type Asked<O extends Order = Order> = {
  readonly id: number;
  readonly order: O;
  readonly ask: Orders[O]['ask'];
};

export type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: string };
