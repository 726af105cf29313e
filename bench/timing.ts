/** A figure of the table: how often something was done, and how fast. */
export type Figure = {
  readonly what: string;
  readonly perSecond: number;
  readonly how: string;
  /** Whether what was promised of it holds; absent: nothing was. */
  readonly holds?: boolean;
};

/** Runs work for about so long after a warm-up, and gives how often it ran a second. */
export const perSecond = (work: () => void, ms = 1500): number => {
  for (const end = performance.now() + ms / 5; performance.now() < end;) work();
  const start = performance.now();
  let runs = 0;
  for (; performance.now() - start < ms; runs += 1) work();
  return (runs * 1000) / (performance.now() - start);
};

/** Keeps so many requests under way for so long, and gives how many were answered a second. */
export const requestsPerSecond = async (
  send: () => Promise<Response>,
  ms = 4000,
  atOnce = 32,
): Promise<number> => {
  const until = async (end: number): Promise<number> => {
    let answered = 0;
    const one = async (): Promise<void> => {
      while (performance.now() < end) {
        const response = await send();
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`the server answered ${response.status}`);
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return answered;
  };
  await until(performance.now() + ms / 4);
  const start = performance.now();
  const answered = await until(start + ms);
  return (answered * 1000) / (performance.now() - start);
};
