/** The vocabulary of reasons: codes, what each means, and what other engines' messages are in it. */
export type { OwnReason, ReadReason, ReasonCode, SendReason, StoreReason } from './codes.ts';
export * from './protocol.ts';
