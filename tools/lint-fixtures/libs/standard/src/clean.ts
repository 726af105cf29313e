// expects: nothing
export const later = (now: Date): Date => new Date(now.getTime() + 1000);
