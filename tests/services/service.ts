import { type Answer, encodeRecipe } from '../../lab/base/recipe.ts';

export const www = 'https://www.example.test';

/** The URL of a request that asks a service for an answer. */
export const query = (answer: Answer, exchange?: string) =>
  `/?${encodeRecipe(exchange === undefined ? { answer } : { exchange, answer })}`;
