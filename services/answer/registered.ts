/** Answers that the lab registers before they are asked for, for hosts whose queries are not its own. */
import { dated } from '../../lab/base/dates.ts';
import { keyIn } from '../../lab/base/exchange-key.ts';
import { decodeRecipe } from '../../lab/base/read-recipe.ts';
import type { Answer, Recipe } from '../../lab/base/recipe.ts';

export class RegisteredAnswers {
  #answers = new Map<string, Answer>();

  /** By the ids of exchanges. */
  register(answers: ReadonlyMap<string, Answer>) {
    for (const [exchange, answer] of answers) this.#answers.set(exchange, answer);
  }

  get(exchange: string): Answer | undefined {
    return this.#answers.get(exchange);
  }

  /** Forgets the answers of one performance: exchanges `performance.0`, `.1` … */
  forget(performance: string) {
    for (const exchange of this.#answers.keys()) {
      if (exchange.startsWith(`${performance}.`)) this.#answers.delete(exchange);
    }
  }
}

/**
 * What a request is to be answered now: as its query says, or, where answers are registered, by its key
 * alone. What no key names is answered with an account of the request.
 *
 * @throws {RecipeError} as decodeRecipe does.
 */
export function recipeIn(query: string, answers: RegisteredAnswers | undefined): Recipe {
  const recipe = answers ? recipeByKey(query, answers) : decodeRecipe(new URLSearchParams(query));
  return { ...recipe, answer: dated(recipe.answer, Date.now()) };
}

function recipeByKey(query: string, answers: RegisteredAnswers): Recipe {
  const exchange = keyIn(query);
  return exchange === null ? { answer: {} } : { exchange, answer: answers.get(exchange) ?? {} };
}
