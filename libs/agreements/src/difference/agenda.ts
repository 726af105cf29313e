/** What is still to be done, by how much is said; of as much, what came last. */
export type Agenda<T> = {
  put(said: number, task: T): void;
  /** The next, with how much is said by then, which never becomes less. */
  take(): { readonly said: number; readonly task: T } | undefined;
};

export const agendaOf = <T>(): Agenda<T> => {
  const tasks: T[][] = [];
  let said = 0;
  return {
    put: (at, task) => {
      const place = Math.max(at, said);
      (tasks[place] ??= []).push(task);
    },
    take: () => {
      for (; said < tasks.length; said += 1) {
        const task = tasks[said]?.pop();
        if (task !== undefined) return { said, task };
      }
      return undefined;
    },
  };
};
